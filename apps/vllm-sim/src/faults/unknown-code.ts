import { beforeLast, type JudgementFault } from './judgement-fault.js'

/** The trace cites a rule code that the policy does not define. */
export const unknownCode = {
  name: 'unknown-code',
  apply: (draft, policy, chance) => {
    const model = policy.codes[0] ?? 'R-1.1'
    const prefix = /^[A-Z]+-?/.exec(model)?.[0] ?? 'R-'
    const invented = [9, 8, 7, 12, 14]
      .map((number) => `${prefix}${number}.${1 + Math.floor(chance.fraction('minor') * 6)}`)
      .find((code) => !policy.codes.includes(code))
    const sentence = chance.pick('unknown-code', [
      `Rule ${invented} applies here as well.`,
      `This also falls under ${invented}, which is met.`,
    ])
    return { ...draft, sentences: beforeLast(draft.sentences, sentence) }
  },
} as const satisfies JudgementFault
