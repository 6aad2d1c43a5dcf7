import type { Outcome } from '@assize/policy'
import type { AuditSubject } from './audit-subject.js'
import { readPlainJudgement } from './plain-judgement.js'
import { listSentences } from './sentences.js'

/** What the words beside a label conclude. */
export interface Explanation {
  readonly outcome: Outcome
  readonly firm: boolean
  /** In the output, where it was found as it stands. */
  readonly span?: { readonly start: number; readonly end: number }
}

const longest = 4_000
const mostSentences = 12

/** Reads the rationale of a form, or the prose around a label; undefined where it settles nothing or both. */
export function readExplanation(subject: AuditSubject): Explanation | undefined {
  const { outcome, output } = subject
  const rationale = outcome.rationale ?? proseAround(subject)
  if (rationale === undefined) return undefined
  const judged = listSentences(rationale.slice(0, longest))
    .slice(0, mostSentences)
    .flatMap((sentence) => {
      const judgement = readPlainJudgement(sentence.text.slice(-700))
      const counts = judgement && (judgement.inferred || judgement.ofContent)
      return counts ? [{ ...judgement, sentence }] : []
    })
  const last = judged.at(-1)
  if (!last || judged.some((each) => each.outcome !== last.outcome)) return undefined
  const start = output.indexOf(last.sentence.text)
  return {
    outcome: last.outcome,
    firm: last.inferred || judged.length > 1,
    ...(start < 0 ? {} : { span: { start, end: start + last.sentence.text.length } }),
  }
}

/** What stands behind the label of an answer in words; in front of it may be a repetition of the prompt. */
function proseAround({ outcome, output, contract }: AuditSubject): string | undefined {
  const isWords =
    contract.kind === 'words' || contract.kind === 'custom' || contract.kind === 'binary'
  if (!isWords || !outcome.labelSpan || outcome.form === 'exact') return undefined
  const behind = output.slice(outcome.labelSpan.end).replace(/^[\s"'”’*).:;,–—-]+/, '')
  if (behind !== '') return behind
  if (outcome.form !== 'wrapped') return undefined
  const before = output.slice(
    Math.max(0, outcome.labelSpan.start - longest),
    outcome.labelSpan.start,
  )
  return /[.!?]\s/.test(before) ? before.slice(0, before.search(/[^.!?\n]*$/)) : undefined
}
