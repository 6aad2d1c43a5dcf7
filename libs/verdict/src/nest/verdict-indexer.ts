import { Inject, Injectable } from '@nestjs/common'
import { Database } from '@assize/platform'

const batchSize = 500
/**
 * PostgreSQL refuses vectors beyond 1 MB, and one that it refuses would hold up all that wait: longer texts are indexed
 * by their start. A character takes up to four bytes, and twice in words with hyphens; both texts share one vector.
 */
const indexedCharacters = { rationale: 20_000, trace: 100_000 } as const

/** Makes verdicts found by the words of trace and rationale, off the path that records them. */
@Injectable()
export class VerdictIndexer {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Whether a full batch was waiting. Two workers share the rows. A rationale weighs more than a trace. */
  async indexBatch(): Promise<boolean> {
    const rows = await this.database.query(
      `WITH waiting AS (
         SELECT verdict_id FROM payload_verdict WHERE search IS NULL
         ORDER BY verdict_id LIMIT ${batchSize} FOR UPDATE SKIP LOCKED)
       UPDATE payload_verdict p
       SET search = setweight(to_tsvector('simple', left(coalesce(p.rationale, ''), ${indexedCharacters.rationale})), 'A')
         || to_tsvector('simple', left(coalesce(p.trace, ''), ${indexedCharacters.trace}))
       FROM waiting WHERE p.verdict_id = waiting.verdict_id RETURNING 1`,
    )
    return rows.length === batchSize
  }
}
