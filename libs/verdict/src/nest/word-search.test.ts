import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { OwnContent } from '@assize/content/nest'
import type { Principal, Role } from '@assize/identity'
import { Database, encodeCursor, parsePage } from '@assize/platform'
import { freshDatabase, type FreshDatabase } from '@assize/testing'
import { index, say } from '../fixtures/searched-verdicts.js'
import type { VerdictOrder } from '../verdict-store.js'
import { searchOver } from './search-over.js'
import { wholeRecord, type VerdictReader } from './verdict-reader.js'
import { VerdictScope } from './verdict-scope.js'
import { WordMatches } from './word-matches.js'
import { wordLimits } from './word-search.js'

const newest: VerdictOrder = { field: 'decided-at', direction: 'desc' }
const best: VerdictOrder = { field: 'relevance', direction: 'desc' }

const principal = (role: Role, id = '0192f000-0000-7000-8000-000000000001'): Principal => ({
  ...{ kind: 'person', id, name: role, roles: [role], scopes: null },
})

describe('words', () => {
  let fresh: FreshDatabase
  let database: Database
  let parcel: string
  let traced: string
  let reasoned: string
  let hostile: string

  const found = async (
    text: string,
    reader: VerdictReader = wholeRecord,
    order = newest,
  ): Promise<string[]> => {
    const { list } = searchOver(database)
    const page = await list.page({ text }, order, parsePage({ first: 100 }), reader)
    return page.items.map((item) => item.verdictId)
  }
  const readerOf = (role: Role, id?: string): VerdictReader =>
    new VerdictScope(new OwnContent(database)).readerOf(principal(role, id), 'all')

  beforeAll(async () => {
    fresh = await freshDatabase()
    database = new Database({ url: fresh.url })
    parcel = await say(database, {
      content: 'Get your free parcel at the depot',
      submittedBy: 'shop',
    })
    traced = await say(database, {
      content: 'hello there',
      trace: 'The author means the depot. So SP-1.1.',
    })
    reasoned = await say(database, {
      content: 'hello you',
      rationale: 'Nothing of a zeppelin is meant.',
    })
    hostile = await say(database, {
      content: `<script>alert(1)</script> \uE000 parcel \uE001 & <b>free</b> ' " ; -- $1`,
    })
    await index(database)
  })

  afterAll(async () => {
    await database.close()
    await fresh.close()
  })

  test('are found in content, trace and rationale, and quoted words beside one another', async () => {
    expect(await found('depot')).toEqual([traced, parcel])
    expect(await found('zeppelin')).toEqual([reasoned])
    expect(await found('"free parcel"')).toEqual([parcel])
    expect(await found('parcel -depot')).toEqual([hostile])
    expect(await found('zeppelin or hello')).toEqual([reasoned, traced])
  })

  test('the best match comes first when asked', async () => {
    const ranked = await found('depot', wholeRecord, best)
    expect(new Set(ranked)).toEqual(new Set([traced, parcel]))
    const again = await say(database, { content: 'depot depot depot, the depot' })
    await index(database)
    expect((await found('depot', wholeRecord, best))[0]).toBe(again)
    await database.query('DELETE FROM verdict_listing WHERE verdict_id = $1', [again])
  })

  test('of a trace are found by those alone who may read traces, whatever they ask', async () => {
    for (const order of [newest, best]) {
      for (const role of ['data-steward', 'admin'] as const) {
        const reader = readerOf(role)
        expect(await found('zeppelin', reader, order)).toEqual([])
        expect(await found('zeppelin or nothing', reader, order)).toEqual([])
        expect(await found('author', reader, order)).toEqual([])
        // What is not in a text must not tell of what is in the other.
        expect(await found('-zeppelin hello', reader, order)).toEqual([])
      }
      expect(await found('zeppelin', readerOf('auditor'), order)).toEqual([reasoned])
    }
  })

  test('facets and counts match no more than lists do', async () => {
    const { facets } = searchOver(database)
    expect((await facets.count({ text: 'zeppelin' }, readerOf('admin'))).total).toBe(0)
    expect((await facets.count({ text: 'zeppelin' }, readerOf('auditor'))).total).toBe(1)
  })

  test('of content are found in what is one’s own where the permission reaches no further', async () => {
    const own = {
      condition:
        'l.content_item_id IN (SELECT id FROM record_content_item WHERE submitted_by = ?::text)',
      readerId: 'shop',
    }
    for (const order of [newest, best]) {
      expect(await found('parcel', { ...wholeRecord, content: own }, order)).toEqual([parcel])
      expect(await found('hello', { ...wholeRecord, content: own }, order)).toEqual([])
      expect(await found('depot', { ...wholeRecord, rows: own }, order)).toEqual([parcel])
      const neither = { ...wholeRecord, content: 'none', trace: 'none' } as const
      expect(await found('depot', neither, order)).toEqual([])
    }
  })

  test('common words fill pages that may end short and lose nothing', async () => {
    const added = []
    for (let n = 0; n < 24; n++)
      added.push(await say(database, { content: n % 6 === 0 ? 'rhubarb pie' : 'apple pie' }))
    await index(database)
    const { list } = searchOver(database)
    const limits = wordLimits as { firstLook: number; gathered: number; walked: number }
    const before = { ...limits }
    Object.assign(limits, { firstLook: 2, gathered: 1, walked: 5 })
    try {
      const walked: string[] = []
      let after: string | null = null
      let short = 0
      for (let more = true; more;) {
        const page = await list.page({ text: 'rhubarb' }, newest, parsePage({ first: 3, after }))
        walked.push(...page.items.map((item) => item.verdictId))
        const last = page.items.at(-1)
        if (page.stoppedAt) short += 1
        const end = page.stoppedAt ?? (last && [last.decidedAt.toISOString(), last.verdictId])
        more = page.hasNextPage && end !== undefined
        after = end ? encodeCursor(end) : null
      }
      expect(walked).toEqual(added.filter((_, n) => n % 6 === 0).reverse())
      expect(short).toBeGreaterThan(0)
    } finally {
      Object.assign(limits, before)
    }
  })

  test('passages mark what was sought and are plain text', async () => {
    const matches = new WordMatches(database)
    const found = await matches.find('parcel', [parcel, hostile, traced])
    expect(found.get(traced)).toEqual([])
    const [match] = found.get(parcel) ?? []
    expect(match?.place).toBe('content')
    expect(match?.segments.filter(({ hit }) => hit)).toEqual([{ text: 'parcel', hit: true }])
    const [other] = found.get(hostile) ?? []
    const text = other?.segments.map((segment) => segment.text).join('') ?? ''
    // PostgreSQL leaves out what looks like a tag; what stays is text.
    expect(text).toContain('& ')
    expect(text).not.toMatch(/[\uE000\uE001]/)
    expect(other?.segments.filter(({ hit }) => hit)).toEqual([{ text: 'parcel', hit: true }])
    const places = (await matches.find('zeppelin or author', [traced, reasoned])).get(reasoned)
    expect(places?.map(({ place }) => place)).toEqual(['rationale'])
  })

  test('whatever is typed, the search answers', async () => {
    const typed = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string(),
      fc.constantFrom('"', '-', '!!', 'a & | b', "'; DROP TABLE x; --", '\\', '<->', 'or or', ':*'),
      fc.array(fc.constantFrom('"', '-', ' ', 'or', 'hello', '(', ':', '*')).map((p) => p.join('')),
    )
    await fc.assert(
      fc.asyncProperty(typed, fc.constantFrom(newest, best), async (text, order) => {
        const { list } = searchOver(database)
        await list.page({ text: text.slice(0, 900) }, order, parsePage({ first: 5 }))
        await new WordMatches(database).find(text.slice(0, 900), [parcel])
      }),
      { numRuns: 120, seed: 9 },
    )
    await expect(found('x'.repeat(1001))).rejects.toThrow('at most 1000 characters')
  }, 60_000)
})
