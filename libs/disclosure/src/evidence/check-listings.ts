import type { Row } from '@assize/tlog'
import { digestOfRow } from './check-proofs.js'
import { laterListings, listingNames, listings, proofName, type Listing } from './listings.js'
import { PackageFault } from './package-fault.js'
import { linesOf } from './package-source.js'
import { objectIn, type Readable } from './readable.js'

/** Of kinds with parts, the columns that name a row. */
const parts: Readonly<Record<string, readonly [id: string, part: string]>> = {
  attempt: ['verdict_id', 'number'],
  'erased-item': ['erasure_id', 'position'],
}

/** Every line of a listing is a proven row, every proven row of its kinds is a line. Answers the lines of each. */
export async function checkListings(readable: Readable) {
  const counts: Record<string, number> = {}
  for (const name of listingNames) {
    const path = `data/${name}`
    const proven = provenOf(readable, name)
    if (!readable.paths.has(path)) {
      if (laterListings.has(name) && proven.length === 0) continue
      throw new PackageFault('FILE_MISSING', path, 'expected this listing')
    }
    const seen = await checkLines(readable, name)
    const left = proven.find((record) => !seen.has(record))
    if (left !== undefined)
      throw new PackageFault('LISTING_DIFFERS', path, `${left} is proven and not listed`)
    counts[name] = seen.size
  }
  return counts
}

const provenOf = ({ proofs }: Readable, name: Listing): readonly string[] =>
  [...proofs.records].flatMap(([record, { kind }]) => (isListedIn(name, kind) ? [record] : []))

const isListedIn = (name: Listing, kind: string): boolean =>
  (listings[name] as readonly string[]).includes(kind)

async function checkLines({ source, proofs }: Readable, name: Listing): Promise<Set<string>> {
  const path = `data/${name}`
  const seen = new Set<string>()
  let number = 0
  for await (const line of linesOf(source, path)) {
    const where = `${path} line ${++number}`
    const differs = (why: string) => new PackageFault('LISTING_DIFFERS', where, why)
    const { log_kind: kind, log_index: index, ...row } = objectIn(line, where, 'LISTING_DIFFERS')
    const record = typeof kind === 'string' ? nameOfRow(kind, row) : ''
    const proven = proofs.records.get(record)
    if (!proven || !isListedIn(name, proven.kind))
      throw differs('no proof of this row is in the package')
    if (seen.has(record)) throw differs('this row is listed twice')
    if (proven.rowSha256 !== digestOfRow(row) || String(index) !== String(proven.index))
      throw differs('this row is not that of its proven record')
    seen.add(record)
  }
  return seen
}

function nameOfRow(kind: string, row: Row): string {
  const [id, part] = parts[kind] ?? ['id', null]
  return proofName(kind, String(row[id]), part === null ? null : Number(row[part]))
}
