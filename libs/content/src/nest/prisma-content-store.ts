import { Inject, Injectable } from '@nestjs/common'
import { canonicalJson, commitTo, Randomness } from '@assize/kernel'
import { Config, Database, insertRows, type Sql } from '@assize/platform'
import { charactersOf, type Content } from '../content.js'
import type { ContentItem, ContentSource, NewContentItem } from '../content-item.js'
import { ContentStore } from '../content-store.js'
import { fingerprintOf } from '../fingerprint.js'

/** Content on the record: facts in `record_content_item`, words in `payload_content_item`. */
@Injectable()
export class PrismaContentStore extends ContentStore {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Randomness) private readonly randomness: Randomness,
    @Inject(Config) private readonly config: Config,
  ) {
    super()
  }

  /** Within the caller's transaction; items already there keep their first bytes. Answers how many were new. */
  async record(tx: Sql, items: readonly NewContentItem[]): Promise<number> {
    const rows = items.map((item) => ({ item, salt: this.randomness.bytes(32) }))
    const added = await insertRows(
      tx,
      'record_content_item',
      rows.map(({ item, salt }) => ({
        id: item.id,
        kind: item.content.kind,
        fingerprint: Buffer.from(fingerprintOf(item.content, this.config.contentHmacKey), 'hex'),
        commitment: commitTo(salt, canonicalJson(bodyOf(item.content))),
        external_id: item.facts.externalId ?? null,
        language: item.facts.language ?? null,
        region: item.facts.region ?? null,
        characters: charactersOf(item.content),
        turns: item.content.messages.length,
        subject_turn: item.content.subject ?? null,
        submitted_by: item.submittedBy,
        source: item.source,
        recorded_at: item.recordedAt,
      })),
      { onConflict: 'ignore' },
    )
    await insertRows(
      tx,
      'payload_content_item',
      rows.map(({ item, salt }) => ({
        content_item_id: item.id,
        salt,
        body: bodyOf(item.content),
      })),
      { onConflict: 'ignore' },
    )
    return added
  }

  /**
   * For each content the imported item that holds exactly it, if there is one. Fingerprints find what reads alike; only
   * what is equal to the character counts, since findings point at offsets.
   */
  async findImported(contents: readonly Content[]): Promise<readonly (string | null)[]> {
    const prints = contents.map((content) => fingerprintOf(content, this.config.contentHmacKey))
    const rows = await this.database.query<{ id: string; subject: number | null; body: Body }>(
      `SELECT r.id, r.subject_turn AS subject, p.body
       FROM record_content_item r JOIN payload_content_item p ON p.content_item_id = r.id
       WHERE r.source = 'import' AND r.fingerprint = ANY($1::bytea[]) ORDER BY r.id DESC`,
      [[...new Set(prints)].map((print) => `\\x${print}`)],
    )
    const known = new Map(rows.map(({ id, subject, body }) => [exactly(body, subject), id]))
    return contents.map(
      (content) => known.get(exactly(bodyOf(content), content.subject ?? null)) ?? null,
    )
  }

  async findItems(ids: readonly string[]): Promise<ReadonlyMap<string, ContentItem>> {
    const rows = await this.database.prisma.contentItem.findMany({
      where: { id: { in: [...ids] } },
    })
    return new Map(
      rows.map((row) => [
        row.id,
        { ...row, kind: row.kind as Content['kind'], source: row.source as ContentSource },
      ]),
    )
  }

  async findWords(ids: readonly string[]): Promise<ReadonlyMap<string, Content>> {
    const rows = await this.database.query<{
      id: string
      kind: Content['kind']
      subject: number | null
      body: Body
    }>(
      `SELECT p.content_item_id AS id, p.body, r.kind, r.subject_turn AS subject
       FROM payload_content_item p JOIN record_content_item r ON r.id = p.content_item_id
       WHERE p.content_item_id = ANY($1::uuid[])`,
      [ids],
    )
    return new Map(
      rows.map(({ id, kind, subject, body }) => [
        id,
        { kind, ...body, ...(subject === null ? {} : { subject }) },
      ]),
    )
  }
}

interface Body {
  readonly messages: Content['messages']
}

const bodyOf = (content: Content): Body => ({ messages: content.messages })

const exactly = ({ messages }: Body, subject: number | null): string =>
  canonicalJson({ messages, subject })
