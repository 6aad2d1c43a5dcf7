import { Inject, Injectable } from '@nestjs/common'
import { Database, insertRows } from '@assize/platform'
import type { Message } from '../content.js'
import { sketchOf } from '../near-duplicates.js'

const batchSize = 500
/**
 * PostgreSQL refuses vectors beyond 1 MB, and one that it refuses would hold up all that wait: longer content is indexed
 * by its start. A code unit takes three bytes, and twice in words with hyphens, which are indexed whole and in parts.
 */
const indexedCharacters = 100_000

/** Makes content found by its words and by what it resembles, off the path that accepts it. */
@Injectable()
export class ContentIndexer {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Whether a full batch was waiting. Two workers share the rows; a row is indexed wholly or not at all. */
  async indexBatch(): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      const waiting = await tx.query<{ id: string; messages: readonly Message[] }>(
        `SELECT content_item_id AS id, body -> 'messages' AS messages FROM payload_content_item
         WHERE search IS NULL ORDER BY content_item_id LIMIT ${batchSize} FOR UPDATE SKIP LOCKED`,
      )
      if (waiting.length === 0) return false
      const texts = waiting.map(({ messages }) => messages.map(({ content }) => content).join(' '))
      await insertRows(
        tx,
        'payload_content_sketch',
        waiting.flatMap(({ id }, i) => {
          const sketch = sketchOf(texts[i] ?? '')
          return sketch
            ? [{ content_item_id: id, signature: sketch.signature, bands: [...sketch.bands] }]
            : []
        }),
        { onConflict: 'ignore' },
      )
      await tx.query(
        `UPDATE payload_content_item p SET search = to_tsvector('simple', n.text)
         FROM unnest($1::uuid[], $2::text[]) AS n (id, text) WHERE p.content_item_id = n.id`,
        [
          waiting.map(({ id }) => id),
          texts.map((text) => wellFormed(text.slice(0, indexedCharacters))),
        ],
      )
      return waiting.length === batchSize
    })
  }
}

/** A cut may halve a surrogate pair, which UTF-8 cannot say. */
const wellFormed = (text: string): string => text.replace(/[\uD800-\uDBFF]$/, '')
