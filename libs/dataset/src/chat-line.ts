import { buildPrompt } from '@assize/classification'
import type { Content } from '@assize/content'
import { answerUnder, asksForRationale, type AskedBy } from './contract-answer.js'
import type { Dataset, GoldItem } from './dataset.js'

/** What was written about an item, where it is still there. */
export interface ItemWords {
  readonly content: Content
  readonly decisionRationale: string | null
  readonly verdictRationale: string | null
}

/**
 * One line of chat JSONL: the policy's exact text, the content as the model was given it, and the answer the policy
 * asks for with the label a person stands for. Reasons go in where the policy asks for them: the person's own, else,
 * where they agreed, the model's; never the trace.
 */
export function chatLine(
  { name, version }: Pick<Dataset, 'name' | 'version'>,
  item: GoldItem,
  policy: AskedBy,
  words: ItemWords,
): string {
  const reasons = asksForRationale(policy) ? reasonsOf(item, words) : null
  const answer = answerUnder(policy, item.label, item, reasons?.text ?? null)
  return oneLine({
    messages: [...buildPrompt(policy.text, words.content), { role: 'assistant', content: answer }],
    metadata: {
      dataset: name,
      version,
      position: item.position,
      split: item.split,
      kind: item.kind,
      contentItemId: item.contentItemId,
      verdictId: item.verdictId,
      decisionId: item.decisionId,
      policy: item.policy,
      policyCommit: item.policyCommit,
      label: item.label,
      outcome: item.outcome,
      rules: item.rules,
      rationaleSource: reasons?.source ?? null,
      itemDigest: item.itemDigest,
      simulated: item.simulated,
    },
  })
}

function reasonsOf(item: GoldItem, { decisionRationale, verdictRationale }: ItemWords) {
  if (decisionRationale?.trim()) return { text: decisionRationale, source: 'human-written' }
  const agreed = item.kind === 'agreement' && verdictRationale?.trim()
  return agreed && verdictRationale ? { text: verdictRationale, source: 'model-unchanged' } : null
}

/** Also for readers that take other characters than a line feed for the end of a line. */
const oneLine = (value: object): string =>
  `${JSON.stringify(value).replace(
    /[\u007f-\u009f\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )}\n`
