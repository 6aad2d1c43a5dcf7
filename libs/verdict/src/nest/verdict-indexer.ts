import { Inject, Injectable } from '@nestjs/common'
import { Database } from '@assize/platform'

const batchSize = 500
/** PostgreSQL refuses vectors beyond 1 MB; such a trace is indexed by its start. */
const indexedCharacters = 200_000

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
       SET search = setweight(to_tsvector('simple', left(coalesce(p.rationale, ''), ${indexedCharacters})), 'A')
         || to_tsvector('simple', left(coalesce(p.trace, ''), ${indexedCharacters}))
       FROM waiting WHERE p.verdict_id = waiting.verdict_id RETURNING 1`,
    )
    return rows.length === batchSize
  }
}
