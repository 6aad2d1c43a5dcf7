import { Inject, Injectable } from '@nestjs/common'
import { canonicalJson, commitTo, Randomness } from '@assize/kernel'
import { Config, Database, insertNew, insertRows, type Row, type Sql } from '@assize/platform'
import { authorKeyOf } from '../author-key.js'
import { charactersOf, type Content } from '../content.js'
import type { ContentItem, ContentSource, NewContentItem } from '../content-item.js'
import { ContentStore } from '../content-store.js'
import { fingerprintOf } from '../fingerprint.js'
import { erasedAmong } from './erased-among.js'

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

  /**
   * Within the caller's transaction; items already there keep their first bytes, and those whose words were erased
   * stay without. Answers how many were new.
   */
  async record(tx: Sql, items: readonly NewContentItem[]): Promise<number> {
    const rows = items.map((item) => ({ item, salt: this.randomness.bytes(32) }))
    const fresh = await insertNew(
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
      'id',
    )
    const added = rows.filter(({ item }) => fresh.has(item.id))
    await insertRows(
      tx,
      'payload_content_item',
      added.map(({ item, salt }) => ({
        content_item_id: item.id,
        salt,
        body: bodyOf(item.content),
      })),
    )
    await insertRows(
      tx,
      'payload_author',
      added.flatMap(({ item }) =>
        item.facts.author === undefined ? [] : [this.authorRow(item.id, item.facts.author)],
      ),
    )
    return fresh.size
  }

  private authorRow(id: string, author: string): Row {
    const key = authorKeyOf(author, this.config.contentHmacKey)
    return { content_item_id: id, author_key: Buffer.from(key, 'hex') }
  }

  /**
   * For each content the imported item that holds exactly it, if there is one. Fingerprints find what reads alike; only
   * what is equal to the character counts, since findings point at offsets; and words of two authors are two items, so
   * that one can be erased without the other.
   */
  async findImported(drafts: readonly Authored[]): Promise<readonly (string | null)[]> {
    const { contentHmacKey: key } = this.config
    const prints = drafts.map(({ content }) => fingerprintOf(content, key))
    const rows = await this.database.query<{
      id: string
      subject: number | null
      body: Body
      author: string | null
    }>(
      `SELECT r.id, r.subject_turn AS subject, p.body, encode(a.author_key, 'hex') AS author
       FROM record_content_item r JOIN payload_content_item p ON p.content_item_id = r.id
       LEFT JOIN payload_author a ON a.content_item_id = r.id
       WHERE r.source = 'import' AND r.fingerprint = ANY($1::bytea[]) ORDER BY r.id DESC`,
      [[...new Set(prints)].map((print) => `\\x${print}`)],
    )
    const known = new Map(
      rows.map(({ id, subject, body, author }) => [exactly(body, subject, author), id]),
    )
    return drafts.map(({ content, facts }) => {
      const author = facts.author === undefined ? null : authorKeyOf(facts.author, key)
      return known.get(exactly(bodyOf(content), content.subject ?? null, author)) ?? null
    })
  }

  async findItems(ids: readonly string[]): Promise<ReadonlyMap<string, ContentItem>> {
    const [rows, erased] = await Promise.all([
      this.database.prisma.contentItem.findMany({ where: { id: { in: [...ids] } } }),
      erasedAmong(this.database, ids),
    ])
    return new Map(
      rows.map((row) => [
        row.id,
        {
          ...row,
          kind: row.kind as Content['kind'],
          source: row.source as ContentSource,
          externalId: erased.has(row.id) ? null : row.externalId,
        },
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

type Authored = Pick<NewContentItem, 'content' | 'facts'>

interface Body {
  readonly messages: Content['messages']
}

const bodyOf = (content: Content): Body => ({ messages: content.messages })

const exactly = ({ messages }: Body, subject: number | null, author: string | null): string =>
  canonicalJson({ messages, subject, author })
