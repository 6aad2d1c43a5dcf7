import {
  Inject,
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common'
import { Database } from '@assize/platform'
import { Recurring } from '@assize/platform/nest'

const pauseMs = 500
const batchSize = 500

/** Fills the search vectors of new content, off the path that accepts it. Two workers share the rows. */
@Injectable()
export class SearchIndexer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly rounds = new Recurring(SearchIndexer.name, {
    what: 'filling the search index',
    work: () => this.indexBatch(),
    pauseMs: ({ answer }) => (answer === batchSize ? 0 : pauseMs),
  })

  constructor(@Inject(Database) private readonly database: Database) {}

  onApplicationBootstrap(): void {
    this.rounds.start()
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.rounds.stop()
  }

  /** Answers how many were indexed. PostgreSQL refuses vectors beyond 1 MB; such content is indexed by its start. */
  async indexBatch(): Promise<number> {
    const rows = await this.database.query(
      `WITH waiting AS (
         SELECT content_item_id FROM payload_content_item WHERE search IS NULL
         ORDER BY content_item_id LIMIT ${batchSize} FOR UPDATE SKIP LOCKED)
       UPDATE payload_content_item p
       SET search = to_tsvector('simple', left((SELECT string_agg(m ->> 'content', ' ') FROM jsonb_array_elements(p.body -> 'messages') m), 200000))
       FROM waiting WHERE p.content_item_id = waiting.content_item_id RETURNING 1`,
    )
    return rows.length
  }
}
