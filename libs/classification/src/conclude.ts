import type { OutputContract } from '@assize/policy'
import type {
  Acceptance as ReplyAcceptance,
  Completion,
  DispatchEnding,
  DispatchResult,
  Prompt,
} from '@assize/inference'
import {
  readOutcome,
  unreadable,
  type OutcomeReading,
  type UndeterminedReason,
} from '@assize/verdict'

/** How the way to a verdict ended: the dispatcher's word, or that there was nothing left to ask about. */
export interface Ended extends Pick<DispatchResult, 'attempts' | 'completion'> {
  readonly ending: DispatchEnding | 'content-erased'
}

/** How a reply reads under the policy's contract; the prompt's own words are no answer. */
export const readCompletion = (
  completion: Pick<Completion, 'text' | 'finishReason'>,
  contract: OutputContract,
  prompt: Prompt,
): OutcomeReading =>
  readOutcome(completion.text, contract, {
    finishReason: completion.finishReason,
    echoes: prompt.map((message) => message.content),
  })

/** A reply is final once it states an outcome; a label that itself means `undetermined` is one. */
export function acceptReply(reading: OutcomeReading): ReplyAcceptance {
  if (reading.faults.includes('refusal')) return 'refused'
  return reading.label !== null || reading.outcome !== 'undetermined' ? 'accept' : 'retry'
}

/** Why nothing was determined; null when something was. A policy may have a label of its own that leaves it to people. */
export function undeterminedReason(
  reading: OutcomeReading,
  result: Pick<Ended, 'ending' | 'attempts'>,
): UndeterminedReason | null {
  if (reading.outcome !== 'undetermined') return null
  const { ending } = result
  if (ending === 'no-endpoint' || ending === 'deadline' || ending === 'content-erased')
    return ending
  const last = result.attempts.at(-1)
  if (reading.label !== null) return 'escalated'
  if (reading.faults.includes('two-labels')) return 'two-labels'
  if (reading.faults.includes('refusal') || last?.errorClass === 'refusal') return 'refused'
  if (last?.finishReason === 'length') return 'truncated'
  return last?.text ? 'no-readable-label' : 'retries-exhausted'
}

/**
 * What the ladder of attempts ended with: the accepted reply's outcome, or `undetermined`. A label is only an outcome
 * when the attempt that carried it was accepted.
 */
export function concludeReply(
  { attempts, completion }: Pick<Ended, 'attempts' | 'completion'>,
  contract: OutputContract,
  prompt: Prompt,
): OutcomeReading {
  const last = attempts.at(-1)
  const reading =
    last?.text == null
      ? unreadable('empty')
      : readCompletion({ text: last.text, finishReason: last.finishReason }, contract, prompt)
  return completion ? reading : { ...reading, outcome: 'undetermined', label: null, rules: [] }
}
