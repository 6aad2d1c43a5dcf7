import { toStorableText } from '@assize/kernel'
import {
  buildPrompt,
  concludeReply,
  judgingRequest,
  undeterminedReason,
} from '@assize/classification'
import type { Content } from '@assize/content'
import type { Attempt, Dispatcher } from '@assize/inference'
import type { Effort, OutputContract } from '@assize/policy'
import type { JudgedCase, TestAttempt } from './test-result.js'
import { whyNoAnswer } from './why-no-answer.js'

/** A policy's text and what it asks to be answered, at one commit or in an editor. */
export interface JudgedPolicy {
  readonly text: string
  readonly contract: OutputContract
}

export interface JudgeWish {
  readonly policy: JudgedPolicy
  readonly content: Content
  readonly effort: Effort
  readonly signal?: AbortSignal
}

export type Judged = Omit<JudgedCase, 'result'> & {
  readonly result: Omit<JudgedCase['result'], 'caseIndex' | 'repeat'>
  /** Why the endpoint said nothing at all; null where it did. */
  readonly silence: string | null
}

/** One judgement as judging makes it: the same prompt, the same ladder of attempts, the same reading of the reply. */
export async function judgeCase(
  dispatcher: Pick<Dispatcher, 'dispatch'>,
  { policy, content, effort, signal }: JudgeWish,
): Promise<Judged> {
  const { text, contract } = policy
  const prompt = buildPrompt(text, content)
  const asked = { prompt, contract, effort, ...(signal ? { signal } : {}) }
  const ended = await dispatcher.dispatch(judgingRequest(asked))
  const reading = concludeReply(ended, contract, prompt)
  const last = ended.attempts.at(-1)
  return {
    silence: whyNoAnswer(ended.attempts),
    result: {
      ...{ outcome: reading.outcome, label: reading.label, rules: reading.rules },
      undeterminedReason: undeterminedReason(reading, ended),
      faults: reading.faults,
      model: toStorableText(ended.completion?.model ?? last?.model ?? 'none'),
      effort: last?.effort ?? effort,
      finishReason: storable(last?.finishReason),
      usage: {
        promptTokens: last?.usage?.promptTokens ?? null,
        completionTokens: last?.usage?.completionTokens ?? null,
        reasoningTokens: last?.usage?.reasoningTokens ?? null,
        cachedTokens: last?.usage?.cachedTokens ?? null,
        estimated: (last?.usage?.estimated.length ?? 0) > 0,
      },
      latencyMs: last?.wholeMs ?? null,
      attempts: ended.attempts.map(toAttempt),
      simulated: ended.attempts.some(({ simulated }) => simulated),
    },
    words: {
      trace: storable(last?.trace),
      output: storable(last?.text),
      rationale: storable(reading.rationale),
    },
  }
}

const toAttempt = (attempt: Attempt): TestAttempt => ({
  number: attempt.number,
  model: toStorableText(attempt.answeredModel ?? attempt.model),
  effort: attempt.effort,
  wholeMs: Math.round(attempt.wholeMs),
  httpStatus: attempt.httpStatus,
  finishReason: storable(attempt.finishReason),
  errorClass: attempt.errorClass,
  simulated: attempt.simulated,
})

const storable = (text: string | null | undefined): string | null =>
  text == null ? null : toStorableText(text)
