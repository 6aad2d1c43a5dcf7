import type { FileLine } from './bundle-lines.js'
import { isRecord } from './bundle-trace.js'
import { parseInstant } from './parse-instant.js'

/** What one reading of a whole file tells before any of it is imported. */
export interface FirstUses {
  /** Lines that are not blank. */
  readonly lines: number
  /** The earliest time of a trace of each policy version. */
  readonly at: ReadonlyMap<string, Date>
}

/** Counts lines and dates policy versions; lines that cannot be read are counted only. */
export async function firstUses(lines: AsyncIterable<FileLine>): Promise<FirstUses> {
  const at = new Map<string, Date>()
  let count = 0
  for await (const { text } of lines) {
    count += 1
    const [version, time] = useIn(text) ?? []
    if (version === undefined || time === undefined) continue
    const earlier = at.get(version)
    if (earlier ? time < earlier : at.size < mostVersions) at.set(version, time)
  }
  return { lines: count, at }
}

/** More than a bundle may hold; a file cannot make the map grow without end. */
const mostVersions = 10_000

function useIn(text: string | undefined): readonly [string, Date | undefined] | undefined {
  if (text === undefined) return undefined
  try {
    const record: unknown = JSON.parse(text)
    if (!isRecord(record)) return undefined
    const { policy_version: version, timestamp } = record
    if (typeof version !== 'string' || version.length > 200) return undefined
    return [version, typeof timestamp === 'string' ? parseInstant(timestamp) : undefined]
  } catch {
    return undefined
  }
}
