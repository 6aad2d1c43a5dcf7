import type { Dispatcher } from '@assize/inference'
import type { Effort } from '@assize/policy'
import { EvaluationError } from './evaluation-error.js'
import { judgeCase, type JudgedPolicy } from './judge-case.js'
import type { JudgedCase } from './test-result.js'
import type { TestedCase } from './tested-case.js'

/** One judgement that is still to be made. */
export interface CaseTurn {
  readonly of: TestedCase
  /** From 1. */
  readonly repeat: number
}

export interface RunCases {
  readonly policy: JudgedPolicy
  readonly effort: Effort
  readonly turns: readonly CaseTurn[]
  /** At most so many judgements at once. */
  readonly atOnce: number
  readonly dispatcher: Pick<Dispatcher, 'dispatch'>
  /** Each result as it comes; a throw ends the run. */
  readonly keep: (judged: JudgedCase) => Promise<void>
  readonly signal?: AbortSignal
}

/** Every repeat of a case after the same repeat of the one before: a run that is cut short has seen all cases alike. */
export const turnsOf = (
  cases: readonly TestedCase[],
  repeats: number,
  done: (caseIndex: number, repeat: number) => boolean = () => false,
): readonly CaseTurn[] =>
  Array.from({ length: repeats }, (_, at) => at + 1).flatMap((repeat) =>
    cases.flatMap((of) => (done(of.index, repeat) ? [] : [{ of, repeat }])),
  )

/**
 * Judges every turn, a few at once. Throws `ENDPOINT_UNUSABLE` when the endpoint answers nothing at all: that says
 * nothing of the policy, and is no result. An aborted run keeps what it has.
 */
export async function runCases(run: RunCases): Promise<void> {
  const stop = new AbortController()
  const signal = run.signal ? AbortSignal.any([run.signal, stop.signal]) : stop.signal
  const waiting = run.turns.values()
  const work = async (): Promise<void> => {
    for (const turn of waiting) {
      if (signal.aborted) return
      const judged = await judgeTurn(run, turn, signal)
      if (judged === null) return
      await run.keep(judged)
    }
  }
  const workers = Array.from({ length: Math.min(run.atOnce, run.turns.length) }, () =>
    work().catch((error: unknown) => {
      stop.abort()
      throw error
    }),
  )
  const ends = await Promise.allSettled(workers)
  const failed = ends.find((end) => end.status === 'rejected')
  if (failed) throw failed.reason
}

/** An endpoint that says nothing is asked once more before the run is given up. */
const goes = 2

/** Null when the run was stopped meanwhile: what a stopped call says is nothing that was seen. */
async function judgeTurn(
  { policy, effort, dispatcher }: RunCases,
  { of, repeat }: CaseTurn,
  signal: AbortSignal,
): Promise<JudgedCase | null> {
  for (let go = 1; ; go++) {
    const judged = await judgeCase(dispatcher, { policy, content: of.content, effort, signal })
    if (signal.aborted) return null
    const { result, words, silence } = judged
    if (silence === null) return { result: { ...result, caseIndex: of.index, repeat }, words }
    if (go === goes) throw unusable(silence)
  }
}

export const unusable = (silence: string) =>
  new EvaluationError('ENDPOINT_UNUSABLE', `expected the endpoint to answer: ${silence}`, {
    saw: silence,
  })
