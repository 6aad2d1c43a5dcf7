import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { IdSource, SystemClock, SystemRandomness } from '@assize/kernel'
import { Database, insertRows } from '@assize/platform'
import { freshDatabase, type FreshDatabase } from '@assize/testing'
import { parseContent } from '../parse-content.js'
import { fingerprintOf } from '../fingerprint.js'
import { ContentIndexer } from './content-indexer.js'
import { LikeContentFinder } from './like-content.js'

const ids = new IdSource(new SystemClock(), new SystemRandomness())
const long = Array.from({ length: 60 }, (_, i) => `word${i}`)

describe('content that reads alike', () => {
  let fresh: FreshDatabase
  let database: Database
  let finder: LikeContentFinder

  async function put(text: string): Promise<string> {
    const id = ids.next()
    const salt = new Uint8Array(32)
    const fingerprint = Buffer.from(fingerprintOf(parseContent({ text }), 'key'), 'hex')
    await insertRows(database, 'record_content_item', [
      {
        ...{ id, kind: 'text', fingerprint, commitment: salt, characters: text.length, turns: 1 },
        ...{ submitted_by: 'caller', source: 'live', recorded_at: new Date() },
      },
    ])
    const body = { messages: [{ role: 'user', content: text }] }
    await insertRows(database, 'payload_content_item', [{ content_item_id: id, salt, body }])
    return id
  }

  beforeAll(async () => {
    fresh = await freshDatabase()
    database = new Database({ url: fresh.url })
    finder = new LikeContentFinder(database)
  })
  afterAll(async () => {
    await database.close()
    await fresh.close()
  })

  test('the same words come first, then nearly the same, the most alike first; strangers never', async () => {
    const one = await put(long.join(' '))
    const same = await put(`  ${long.join('  ')}`)
    const near = await put(long.with(30, 'other').join(' '))
    const less = await put([...long.slice(0, 48), 'quite', 'another', 'end', 'to', 'it'].join(' '))
    await put('nothing of the kind is said here at all')
    await put('… !')
    const indexer = new ContentIndexer(database)
    expect(await indexer.indexBatch()).toBe(false)
    const found = await finder.find(one, 10)
    expect(found.map((each) => each.contentItemId)).toEqual([same, near, less])
    expect(found[0]).toMatchObject({ same: true, similarity: 1 })
    expect(found[1]?.similarity).toBeGreaterThan(0.7)
    expect(await finder.find(one, 1)).toHaveLength(1)
  })

  test('text that swells when it is indexed holds up nobody', async () => {
    const word = (n: number) =>
      [n % 50, Math.floor(n / 50) % 50, Math.floor(n / 2_500)]
        .map((at) => String.fromCharCode(0x905 + at))
        .join('')
    const text = Array.from({ length: 28_000 }, (_, n) => `${word(2 * n)}-${word(2 * n + 1)}`)
    const asVector = database.query(`SELECT to_tsvector('simple', $1)`, [text.join(' ')])
    await expect(asVector).rejects.toThrow('too long for tsvector')
    await put(text.join(' '))
    expect(await new ContentIndexer(database).indexBatch()).toBe(false)
  })

  test('a round leaves nothing to the next', async () => {
    expect(await database.query('SELECT 1 FROM payload_content_item WHERE search IS NULL')).toEqual(
      [],
    )
  })

  test('a sketch is erased by the eraser alone, and then is like nothing', async () => {
    const one = await put(['a', ...long].join(' '))
    const near = await put(['b', ...long].join(' '))
    await new ContentIndexer(database).indexBatch()
    const alike = async () => (await finder.find(one, 20)).map((each) => each.contentItemId)
    expect(await alike()).toContain(near)
    const erase = (sql: Pick<Database, 'query'>) =>
      sql.query('DELETE FROM payload_content_sketch WHERE content_item_id = $1', [near])
    await expect(erase(database)).rejects.toThrow('permission denied')
    const eraser = new Database({ url: fresh.url, role: 'assize_eraser' })
    await erase(eraser)
    await eraser.close()
    expect(await alike()).not.toContain(near)
  })
})
