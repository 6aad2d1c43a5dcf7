import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { Database, insertRows } from '@assize/platform'
import { freshDatabase, recordErasure, type FreshDatabase } from '@assize/testing'
import { SystemClock } from '@assize/kernel'
import { ids, index, say } from '../fixtures/searched-verdicts.js'
import { PrismaVerdictStore } from './prisma-verdict-store.js'
import { SavedViewErasureStep } from './saved-view-erasure-step.js'
import { SavedViews } from './saved-views.js'

const ann = '0192f000-0000-7000-8000-000000000001'

describe('erasing content that saved views quote', () => {
  let fresh: FreshDatabase
  let database: Database
  let eraser: Database
  let views: SavedViews
  const step = new SavedViewErasureStep()

  beforeAll(async () => {
    fresh = await freshDatabase()
    database = new Database({ url: fresh.url })
    eraser = new Database({ url: fresh.url, role: 'assize_eraser' })
    views = new SavedViews(database, ids, new SystemClock())
  })
  afterAll(async () => {
    await database.close()
    await eraser.close()
    await fresh.close()
  })

  const save = (name: string, query: string) =>
    views.save(ann, { name, query, shared: false }).then(({ id }) => id)
  const viewed = async (id: string) => (await views.list(ann)).find((view) => view.id === id)
  const contentOf = async (verdictId: string) =>
    (await new PrismaVerdictStore(database).findVerdicts([verdictId])).get(verdictId)
      ?.contentItemId ?? ''
  const erase = async (item: string) => {
    const reach = await step.reach(database, [item])
    const rows = await eraser.transaction((tx) => step.erase(tx, [item]))
    return { reach, rows }
  }

  test('takes out the words they quote, and says so; what other content holds stays', async () => {
    const told = await say(database, { content: 'Wilhelmina sells cheap watches in Ulm' })
    await say(database, { content: 'somebody else sells cheap watches' })
    await index(database)
    const item = await contentOf(told)
    const quotes = await save('Quotes', 'policy:spam wilhelmina "cheap watches" risk:>0.5')
    const common = await save('Common', '"cheap watches"')
    const foreign = await save('Foreign', 'bicycles')
    const { reach, rows } = await erase(item)
    expect(reach).toEqual([{ kind: 'saved-view', count: 1, named: ['Quotes'] }])
    expect(rows).toBe(0)
    expect(await viewed(quotes)).toMatchObject({
      query: 'policy:spam risk:>0.5',
      wordsErasedAt: expect.any(Date) as unknown,
    })
    expect(await viewed(common)).toMatchObject({ query: '"cheap watches"', wordsErasedAt: null })
    expect(await viewed(foreign)).toMatchObject({ query: 'bicycles' })
    await save('Quotes', 'policy:spam')
    expect(await viewed(quotes)).toMatchObject({ wordsErasedAt: null })
  })

  test('finds words of a trace, and words that no index holds yet', async () => {
    const told = await say(database, { content: 'Kunigunde waits', trace: 'Theophil was named.' })
    const item = await contentOf(told)
    const [content, trace] = [await save('C', 'kunigunde'), await save('T', 'theophil lang:de')]
    await erase(item)
    expect(await viewed(content)).toMatchObject({ query: '' })
    expect(await viewed(trace)).toMatchObject({ query: 'lang:de' })
  })

  test('takes out what the platform calls it, unless something that stays is called so', async () => {
    const named = (externalId: string) =>
      say(database, { content: 'hello', verdict: { externalId } })
    const [one, two, three] = [await named('p-1'), await named('p-2'), await named('p-2')]
    const [only, both] = [await save('One', 'external:p-1'), await save('Two', 'external:p-2')]
    await erase(await contentOf(one))
    await erase(await contentOf(two))
    expect(await viewed(only)).toMatchObject({ query: '' })
    expect(await viewed(both)).toMatchObject({ query: 'external:p-2' })
    await recordErasure(fresh.url, [await contentOf(two)])
    await erase(await contentOf(three))
    expect(await viewed(both)).toMatchObject({ query: '' })
  })

  test('reads every view, however many there are', async () => {
    const now = new Date()
    await insertRows(
      database,
      'saved_view',
      Array.from({ length: 1_100 }, (_, n) => ({
        ...{ id: ids.next(), owner: ids.next(), name: 'Mine', shared: false },
        ...{ query: n % 500 === 0 ? 'adalbert' : `word${n}`, created_at: now, updated_at: now },
      })),
    )
    const item = await contentOf(await say(database, { content: 'Adalbert asks' }))
    expect((await step.reach(database, [item]))[0]?.count).toBe(3)
    expect(await step.erase(eraser, [])).toBe(0)
  })
})
