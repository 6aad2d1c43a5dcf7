import type { Difference } from './difference.js'
import type { ListedDifference, LogSource } from './log-source.js'

const verdictsAtOnce = 1000

/** How far the listing has been held against the record: verdicts counted, the last one's id, null at the end. */
export interface ListingProgress {
  readonly verdicts: number
  readonly after: string | null
}

/**
 * Holds the copy that lists, samples and exports read against what the facts make of it. The log vouches for the facts
 * alone, so that a verdict hidden from the copy, or shown there with another outcome, would otherwise go unseen.
 */
export async function checkListing(
  source: LogSource,
  from: ListingProgress,
  noted: (differences: readonly Difference[], progress: ListingProgress) => void,
): Promise<void> {
  let { verdicts, after } = from
  do {
    const { read, different, next } = await source.listing(after, verdictsAtOnce)
    verdicts += read
    after = next
    noted(different.map(listingDiffers), { verdicts, after })
  } while (after !== null)
}

export function listingDiffers({ verdictId, fault, fields }: ListedDifference): Difference {
  const named = { kind: 'verdict', id: verdictId }
  switch (fault) {
    case 'missing':
      return {
        ...{ type: 'listing-missing', ...named },
        message: `verdict ${verdictId} is on the record and not in the listing: lists, samples and exports pass it over`,
      }
    case 'stray':
      return {
        ...{ type: 'listing-stray', ...named },
        message: `the listing names verdict ${verdictId}, which is not on the record`,
      }
    case 'altered':
      return {
        ...{ type: 'listing-altered', ...named, field: fields.join(', ') },
        message: `the listing says otherwise of verdict ${verdictId} than the record: ${fields.join(', ')}`,
      }
  }
}
