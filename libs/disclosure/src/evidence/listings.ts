import type { Row } from '@assize/tlog'

/** The files that list rows of the record for reading, and the kinds each of them lists. */
export const listings = {
  'verdicts.jsonl': ['verdict'],
  'contents.jsonl': ['content-item'],
  'attempts.jsonl': ['attempt'],
  'findings.jsonl': ['finding-set'],
  'actions.jsonl': ['action'],
  'reviews.jsonl': ['case-event', 'decision', 'reversal'],
  'appeals.jsonl': ['appeal', 'appeal-decision'],
  'audit-events.jsonl': ['audit-event'],
  'erasures.jsonl': ['erasure', 'erased-item'],
} as const satisfies Readonly<Record<string, readonly string[]>>

export type Listing = keyof typeof listings

export const listingNames = Object.keys(listings) as readonly Listing[]

/** Those that packages made earlier do not have. */
export const laterListings: ReadonlySet<Listing> = new Set(['erasures.jsonl'])

export const listingOf = (kind: string): Listing | undefined =>
  listingNames.find((name) => (listings[name] as readonly string[]).includes(kind))

/** A line of a listing: the kind of record, the place in the log, and the row as the record holds it. */
export const listingLine = (kind: string, index: bigint, row: Row): string =>
  `${JSON.stringify({ log_kind: kind, log_index: Number(index), ...row })}\n`

/** What names the two files of a proof. */
export const proofName = (kind: string, id: string, part: number | null): string =>
  part === null ? `${kind}-${id}` : `${kind}-${id}-${part}`
