import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { IdSource, SystemClock, SystemRandomness } from '@assize/kernel'
import { Database } from '@assize/platform'
import { freshDatabase, type FreshDatabase } from '@assize/testing'
import { viewLimits } from '../saved-view.js'
import { SavedViews } from './saved-views.js'

const ann = '0192f000-0000-7000-8000-000000000001'
const bob = '0192f000-0000-7000-8000-000000000002'

describe('saved views', () => {
  let fresh: FreshDatabase
  let database: Database
  let views: SavedViews
  const view = { name: 'Likely  wrong ', query: 'risk:>0.7', shared: false }

  beforeAll(async () => {
    fresh = await freshDatabase()
    database = new Database({ url: fresh.url })
    const clock = new SystemClock()
    views = new SavedViews(database, new IdSource(clock, new SystemRandomness()), clock)
  })
  afterAll(async () => {
    await database.close()
    await fresh.close()
  })

  test('one’s own are seen by oneself, shared ones by all, one’s own first', async () => {
    await views.save(ann, view)
    await views.save(ann, { name: 'Zebra', query: '', shared: true })
    await views.save(bob, { name: 'Middle', query: 'policy:spam', shared: false })
    const seen = async (person: string) => (await views.list(person)).map(({ name }) => name)
    expect(await seen(ann)).toEqual(['Likely wrong', 'Zebra'])
    expect(await seen(bob)).toEqual(['Middle', 'Zebra'])
  })

  test('the same name replaces one’s own and leaves another’s', async () => {
    const first = await views.save(ann, { name: 'Mine', query: 'a', shared: true })
    const others = await views.save(bob, { name: 'Mine', query: 'b', shared: true })
    const second = await views.save(ann, { name: 'Mine', query: 'c', shared: true })
    expect(second).toMatchObject({ id: first.id, query: 'c' })
    expect(others.id).not.toBe(first.id)
  })

  test('nobody deletes what another saved, shared or not', async () => {
    const { id } = await views.save(ann, { name: 'Kept', query: 'a', shared: true })
    await expect(views.delete(bob, id)).rejects.toThrow('a view of your own')
    await expect(views.delete(ann, 'no id')).rejects.toThrow('a view of your own')
    expect(await views.delete(ann, id)).toMatchObject({ name: 'Kept' })
    await expect(views.delete(ann, id)).rejects.toThrow('a view of your own')
  })

  test.each([
    [{ ...view, name: ' ' }],
    [{ ...view, name: 'x'.repeat(viewLimits.nameCharacters + 1) }],
    [{ ...view, query: 'x'.repeat(viewLimits.queryCharacters + 1) }],
    [{ ...view, query: 'a\nb' }],
    [{ ...view, name: 'a\0b' }],
  ])('what is no view is refused %#', async (request) => {
    await expect(views.save(ann, request)).rejects.toMatchObject({ code: 'VIEW_INVALID' })
  })
})
