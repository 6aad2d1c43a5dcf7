import { RepeatGroups, type AuditFinding } from '@assize/reasoning-audit'
import { stat } from 'node:fs/promises'
import { ProgressBar } from '../progress-bar.js'
import { chunksOf } from './chunks.js'
import { inOrder } from './in-order.js'
import { ReportEntries } from './report-entries.js'
import { renderReport } from './report.js'
import { openFile, openSink } from './sink.js'
import { Tally } from './tally.js'
import { auditingHands, smallFileBytes, surveyingHands } from './threads.js'
import { openBundle, readLines, type Bundle, type BundlePlaces } from './trace-bundle.js'

export interface AuditRequest extends BundlePlaces {
  readonly out?: string
  readonly html?: string
  readonly repeats?: boolean
  readonly threads: number
}

/**
 * Audits a bundle and writes one line for each line of it, in its order. Memory does not grow with the number of
 * traces, but for a digest of each where repeats are asked for.
 */
export async function auditTraces(request: AuditRequest): Promise<Tally> {
  const bundle = await openBundle(request)
  const { size } = await stat(bundle.tracesFile)
  const threads = size < smallFileBytes ? 1 : request.threads
  const bar = new ProgressBar('bytes audited')
  try {
    const repeats = request.repeats
      ? await findRepeats(request, bundle, threads)
      : new Map<string, AuditFinding>()
    return await auditAll(request, bundle, threads, repeats, (bytes) => bar.update(bytes, size))
  } finally {
    bar.stop()
  }
}

async function auditAll(
  request: AuditRequest,
  bundle: Bundle,
  threads: number,
  repeats: ReadonlyMap<string, AuditFinding>,
  progress: (bytes: number) => void,
): Promise<Tally> {
  const tally = new Tally()
  const entries = new ReportEntries()
  const sink = openSink(request.out)
  const page = request.html === undefined ? undefined : openFile(request.html)
  const settings = { drawn: request.html !== undefined, repeats }
  const { hands, end } = auditingHands({ places: placesOf(request), settings }, bundle, threads)
  try {
    // A place that cannot be written is told before the work, not after it.
    await page?.write('')
    for await (const chunk of inOrder(chunksOf(readLines(bundle)), hands)) {
      await sink.write(chunk.text)
      tally.join(chunk.counts)
      entries.add(chunk.entries)
      progress(chunk.bytes)
    }
    await page?.write(renderReport(tally, entries))
    await page?.finish()
    await sink.finish()
  } catch (error) {
    await Promise.all([sink.abandon(), page?.abandon()])
    throw error
  } finally {
    await end()
  }
  return tally
}

/** A first pass that keeps a digest of each prompt and what was concluded, and no words. */
async function findRepeats(
  request: AuditRequest,
  bundle: Bundle,
  threads: number,
): Promise<ReadonlyMap<string, AuditFinding>> {
  const groups = new RepeatGroups()
  const task = { places: placesOf(request), settings: undefined }
  const { hands, end } = surveyingHands(task, bundle, threads)
  try {
    for await (const { traces } of inOrder(chunksOf(readLines(bundle)), hands))
      for (const { key, compared } of traces) groups.addByKey(key, compared)
  } finally {
    await end()
  }
  return groups.findings()
}

const placesOf = ({ traces, policies, requests }: AuditRequest): BundlePlaces => ({
  traces,
  ...(policies === undefined ? {} : { policies }),
  ...(requests === undefined ? {} : { requests }),
})
