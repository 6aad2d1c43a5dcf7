import { parentPort, workerData } from 'node:worker_threads'
import { auditChunk, surveyChunk, type AuditSettings, type Chunk } from './audit-chunk.js'
import { openBundle, type BundlePlaces } from './trace-bundle.js'

/** What a thread is told when it starts. */
export interface ThreadTask {
  readonly places: BundlePlaces
  /** Audits with these, or only looks for repeats. */
  readonly settings: AuditSettings | undefined
}

const { places, settings } = workerData as ThreadTask
const bundle = await openBundle(places)

parentPort?.on('message', (chunk: Chunk) => {
  parentPort?.postMessage(
    settings ? auditChunk(chunk, bundle, settings) : surveyChunk(chunk, bundle),
  )
})
