import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common'
import { Database } from '@assize/platform'

const everyMs = 500
const batchSize = 500

/** Fills the search vectors of new content, off the path that accepts it. Two workers share the rows. */
@Injectable()
export class SearchIndexer implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(SearchIndexer.name)
  private timer: NodeJS.Timeout | undefined
  private closing = false

  constructor(@Inject(Database) private readonly database: Database) {}

  onApplicationBootstrap(): void {
    this.schedule()
  }

  onApplicationShutdown(): void {
    this.closing = true
    clearTimeout(this.timer)
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

  private schedule(): void {
    if (this.closing) return
    this.timer = setTimeout(() => {
      this.indexBatch()
        .catch(() => this.logger.error('the search index waits and is tried again'))
        .finally(() => this.schedule())
    }, everyMs)
  }
}
