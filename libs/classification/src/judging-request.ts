import type { DispatchRequest, Effort, Prompt } from '@assize/inference'
import type { OutputContract } from '@assize/policy'
import { acceptReply, readCompletion } from './conclude.js'

/** From the first call until an answer is of no use. */
const judgingDeadlineMs = 600_000

export interface JudgingWish {
  readonly prompt: Prompt
  readonly contract: OutputContract
  readonly effort: Effort
  readonly onPremisesOnly?: boolean
  readonly signal?: AbortSignal
}

/** What is asked of the endpoints, whoever judges and what for: a test of a policy asks exactly what judging does. */
export const judgingRequest = ({ prompt, contract, ...wish }: JudgingWish): DispatchRequest => ({
  ...wish,
  messages: prompt,
  deadlineMs: judgingDeadlineMs,
  accept: (completion) => acceptReply(readCompletion(completion, contract, prompt)),
})
