import { listingLine, listingOf, proofName } from '../../evidence/listings.js'
import type { EvidenceProofs, EvidenceRecord } from './evidence-records.js'
import type { PackageParts } from './package-parts.js'

/** Puts a record with its proof into the package, and its line into the listing of its kind. */
export async function writeRecord(
  { kind, id, part, index, row, file }: EvidenceRecord,
  parts: PackageParts,
  proofs: EvidenceProofs,
): Promise<void> {
  const name = `proofs/${proofName(kind, id, part)}`
  await parts.bag.add(`${name}.record.json`, file)
  await parts.bag.add(`${name}.tlog-proof`, await proofs.of(index))
  const listing = listingOf(kind)
  if (listing) await parts.append(listing, listingLine(kind, index, row))
}
