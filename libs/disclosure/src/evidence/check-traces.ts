import type { RecordFile } from '@assize/tlog'
import { PackageFault } from './package-fault.js'
import { textOf } from './package-source.js'
import { recordOf, type Readable } from './readable.js'
import { traceFile } from './trace-file.js'

const pathOf = (verdictId: string): string => `data/traces/${verdictId}.json`

/** A trace says what the words of the proven records say, to the byte; none is missing whose words are there. */
export async function checkTraces(readable: Readable): Promise<number> {
  const { paths, proofs } = readable
  for (const [name, { kind, words }] of proofs.records) {
    const path = pathOf(name.slice('verdict-'.length))
    if (kind === 'verdict' && words === 'bound' && !paths.has(path))
      throw new PackageFault('FILE_MISSING', path, 'expected the trace of a verdict with its words')
  }
  const sets = await findingSets(readable)
  let count = 0
  for (const path of paths) {
    const [, id] = /^data\/traces\/(.+)\.json$/.exec(path) ?? []
    if (id === undefined) continue
    await checkTrace(readable, id, sets.get(id) ?? [])
    count += 1
  }
  return count
}

/** The names of the proven sets of findings, by verdict. */
async function findingSets({ source, proofs }: Readable): Promise<Map<string, string[]>> {
  const sets = new Map<string, string[]>()
  for (const [name, { kind }] of proofs.records) {
    if (kind !== 'finding-set') continue
    const verdictId = String((await recordOf(source, name)).row['verdict_id'])
    sets.set(verdictId, [...(sets.get(verdictId) ?? []), name])
  }
  return sets
}

async function checkTrace(
  { source, proofs }: Readable,
  id: string,
  sets: readonly string[],
): Promise<void> {
  const path = pathOf(id)
  const names = [`verdict-${id}`, ...sets]
  for (let n = 1; proofs.records.has(`attempt-${id}-${n}`); n++) names.push(`attempt-${id}-${n}`)
  const missing = names.find((name) => !proofs.records.has(name))
  if (missing !== undefined)
    throw new PackageFault('TRACE_DIFFERS', path, `no proof of ${missing} is in the package`)
  const found = await Promise.all(names.map((name) => recordOf(source, name)))
  const index = (name: string) => proofs.records.get(name)?.index ?? 0n
  const ordered = names
    .map((name, at) => ({ name, record: found[at] }))
    .sort((a, b) => (index(a.name) < index(b.name) ? -1 : 1))
    .flatMap(({ record }) => (record ? [worded(record)] : []))
  if (traceFile(id, ordered) !== (await textOf(source, path)))
    throw new PackageFault('TRACE_DIFFERS', path, 'this is not what the proven records say')
}

const worded = ({ columns, row, words }: RecordFile) => ({
  ...{ kind: columns.kind, row, words },
  part: columns.partColumn === null ? null : Number(row[columns.partColumn]),
})
