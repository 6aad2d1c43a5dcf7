import { beforeLast, type JudgementFault } from './judgement-fault.js'

const inventions = [
  'The policy states that "accounts younger than thirty days must never mention a price".',
  'The policy says "any doubt is to be settled against the author of the item".',
  'The policy requires "two independent reports before a listing counts as harmful".',
  'The author writes "I know that this is forbidden but nobody checks on Sundays".',
  'The content says "delete this message as soon as you have read it twice".',
]

/** The trace quotes words that stand neither in the policy nor in the content. */
export const inventedQuote = {
  name: 'invented-quote',
  apply: (draft, _policy, chance) => ({
    ...draft,
    sentences: beforeLast(draft.sentences, chance.pick('invented-quote', inventions)),
  }),
} as const satisfies JudgementFault
