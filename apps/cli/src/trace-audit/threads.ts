import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import {
  auditChunk,
  surveyChunk,
  type AuditedChunk,
  type Chunk,
  type SurveyedChunk,
} from './audit-chunk.js'
import type { ThreadTask } from './audit-thread.js'
import type { Hand } from './in-order.js'
import type { Bundle } from './trace-bundle.js'

/** Hands for a pass over the traces; `end` lets go of their threads. */
export interface Hands<Out> {
  readonly hands: readonly Hand<Chunk, Out>[]
  readonly end: () => Promise<void>
}

/** Below this a file is read before a thread has started. */
export const smallFileBytes = 2_000_000

export function auditingHands(
  task: Required<ThreadTask>,
  bundle: Bundle,
  threads: number,
): Hands<AuditedChunk> {
  const { settings } = task
  if (threads < 2 && settings) return inThisThread((chunk) => auditChunk(chunk, bundle, settings))
  return inThreads(task, threads)
}

export function surveyingHands(
  task: ThreadTask,
  bundle: Bundle,
  threads: number,
): Hands<SurveyedChunk> {
  if (threads < 2) return inThisThread((chunk) => surveyChunk(chunk, bundle))
  return inThreads({ ...task, settings: undefined }, threads)
}

const inThisThread = <Out>(work: (chunk: Chunk) => Out): Hands<Out> => ({
  hands: [(chunk) => Promise.resolve(work(chunk))],
  end: () => Promise.resolve(),
})

function inThreads<Out>(task: ThreadTask, threads: number): Hands<Out> {
  const workers = Array.from(
    { length: threads },
    () => new Worker(new URL('./audit-thread.js', import.meta.url), { workerData: task }),
  )
  return {
    hands: workers.map((worker) => async (chunk: Chunk) => {
      worker.postMessage(chunk)
      // `once` rejects when the thread fails.
      const [result] = (await once(worker, 'message')) as [Out]
      return result
    }),
    end: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()))
    },
  }
}
