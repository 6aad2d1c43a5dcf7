import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { custodyRoom, refusal, type CustodyRoom } from '../fixtures/custody-room.js'
import { PartitionKeeper } from './partition-keeper.js'
import { SystemClock } from '@assize/kernel'

let room: CustodyRoom
const admin = '00000000-0000-7000-8000-00000000000c'
const [one, two] = ['00000000-0000-7000-8000-00000000000a', '00000000-0000-7000-8000-00000000000b']

beforeAll(async () => {
  room = await custodyRoom()
})
afterAll(() => room.close())

async function aCase(contentItemId: string, verdictId: string, state: 'waiting' | 'decided') {
  await room.database.query(
    `INSERT INTO review_case (id, verdict_id, content_item_id, policy, policy_commit, queue, reason, state, priority, simulated, source, opened_at, decided_at)
     VALUES (gen_random_uuid(), $1, $2, 'spam', 'a', 'spam', 'flagged', $3, 5, true, 'live', now(), $4)`,
    [verdictId, contentItemId, state, state === 'decided' ? new Date() : null],
  )
}

test('words whose time is over go; what is younger, held or still worked on stays', async () => {
  const [old, young] = [await room.item('old', {}, 800), await room.item('young', {}, 700)]
  const judgedLate = await room.item('judged again since', {}, 800)
  await room.verdict(judgedLate, { daysAgo: 100 })
  const held = await room.item('held', {}, 800)
  await room.holds.place(one ?? '', {
    ...{ scope: { contentItemId: held }, basis: 'dispute', reference: 'dispute 4' },
  })
  const open = await room.item('a case is open', {}, 800)
  await aCase(open, await room.verdict(open, { daysAgo: 799 }), 'waiting')
  const closed = await room.item('its case is closed', {}, 800)
  await aCase(closed, await room.verdict(closed, { daysAgo: 799 }), 'decided')

  expect(await room.retention.work()).toBe(2)
  const stays = async (ids: readonly string[]) => Promise.all(ids.map((id) => room.hasWords(id)))
  expect(await stays([old, closed])).toEqual([false, false])
  expect(await stays([young, judgedLate, held, open])).toEqual([true, true, true, true])
  expect(await room.retention.work()).toBe(0)

  const told = await room.database.query(
    `SELECT e.scope_kind, e.reason, e.legal_basis, e.requested_by, e.executed_by FROM record_erasure e
     JOIN record_erased_item i ON i.erasure_id = e.id WHERE i.content_item_id = $1`,
    [old],
  )
  expect(told).toEqual([
    {
      ...{ scope_kind: 'retention', reason: 'retention', legal_basis: 'retention' },
      ...{ requested_by: null, executed_by: null },
    },
  ])
})

test('rules by policy and outcome decide how long, and the longest of an item’s verdicts wins', async () => {
  await room.rules.save(admin, { policy: 'spam', outcome: 'violates', keepDays: 200 })
  await room.rules.save(admin, { policy: 'weapons', outcome: null, keepDays: 3000 })
  const short = await room.item('short', {}, 300)
  await room.verdict(short, { daysAgo: 299, policy: 'spam' })
  const both = await room.item('both', {}, 300)
  await room.verdict(both, { daysAgo: 299, policy: 'spam' })
  await room.verdict(both, { daysAgo: 298, policy: 'weapons' })
  expect(await room.retention.work()).toBe(1)
  expect([await room.hasWords(short), await room.hasWords(both)]).toEqual([false, true])
  for (const { id } of await room.rules.list()) await room.rules.remove(id)
})

test('too short a time is refused, also below the room', async () => {
  const asked = room.rules.save(admin, { policy: null, outcome: null, keepDays: 90 })
  expect(await refusal(asked)).toMatchObject({ code: 'RETENTION_TOO_SHORT' })
  await expect(
    room.database.query(
      'INSERT INTO retention_rule VALUES (gen_random_uuid(), NULL, NULL, 90, gen_random_uuid(), now())',
    ),
  ).rejects.toThrow(/check constraint/)
})

test('a rule is replaced, never doubled', async () => {
  await room.rules.save(admin, { policy: null, outcome: null, keepDays: 400 })
  await room.rules.save(admin, { policy: null, outcome: null, keepDays: 500 })
  const rules = await room.rules.list()
  expect(rules.map(({ keepDays }) => keepDays)).toEqual([500])
  for (const { id } of rules) await room.rules.remove(id)
})

describe('months', () => {
  const partitions = async (month: string) =>
    (
      await room.database.query<{ name: string }>(
        `SELECT c.relname AS name FROM pg_inherits h JOIN pg_class c ON c.oid = h.inhrelid
         WHERE c.relname LIKE '%' || $1 ORDER BY 1`,
        [month],
      )
    ).map(({ name }) => name.replace(/_y\d{4}m\d{2}$/, ''))

  test('past every rule leave the tables once their words are gone, facts never', async () => {
    const at = new Date(Date.now() - 2000 * 86_400_000)
    const month = `_y${at.toISOString().slice(0, 7).replace('-', 'm')}`
    const gone = await room.item('long ago', {}, 2000)
    const held = await room.item('long ago and held', {}, 2000)
    const hold = await room.holds.place(one ?? '', {
      ...{ scope: { contentItemId: held }, basis: 'litigation', reference: 'case 8' },
    })
    await room.retention.work()
    expect(await room.hasWords(gone)).toBe(false)
    expect(await partitions(month)).toContain('payload_content_item')

    await room.holds.release(one ?? '', hold.id)
    await room.holds.release(two ?? '', hold.id)
    await room.retention.work()
    const left = await partitions(month)
    expect(left.filter((name) => name.startsWith('payload_'))).toEqual([])
    expect(left).not.toContain('verdict_listing')
    expect(left).toContain('record_verdict')
    expect(
      await room.database.query('SELECT 1 FROM record_content_item WHERE id = $1', [gone]),
    ).toHaveLength(1)
    const told = await room.database.query(
      "SELECT items, reason FROM record_erasure WHERE scope_kind = 'month' AND month = $1",
      [at.toISOString().slice(0, 7)],
    )
    expect(told).toEqual([{ items: 2, reason: 'retention' }])
    await room.item('an import of that month', {}, 2000)
  })

  test('are not retired early, whoever asks', async () => {
    await expect(
      room.eraser().query("SELECT retire_month(now() - interval '60 days')"),
    ).rejects.toMatchObject({
      code: 'AZ014',
    })
  })

  test('to come are made ahead, and rows outside every month are told of', async () => {
    const keeper = new PartitionKeeper(room.database, new SystemClock())
    expect(await keeper.work()).toEqual([])
    const ahead = new Date()
    ahead.setUTCDate(1)
    ahead.setUTCMonth(ahead.getUTCMonth() + 4)
    expect(await partitions(`_y${ahead.toISOString().slice(0, 7).replace('-', 'm')}`)).toContain(
      'record_verdict',
    )
    await room.database.query(
      `INSERT INTO payload_author (content_item_id, author_key) VALUES ('00000000-0000-7000-8000-000000000001', '\\x01')`,
    )
    expect(await keeper.work()).toEqual(['payload_author_default'])
  })
})

describe('a hold', () => {
  test('is released by two people, in the room and in the database', async () => {
    const item = await room.item('two people')
    const hold = await room.holds.place(one ?? '', {
      ...{ scope: { contentItemId: item }, basis: 'tco-6m', reference: 'order 2' },
    })
    const step = (name: string, by: string | undefined) =>
      room.database.query(
        `INSERT INTO record_hold_release VALUES (gen_random_uuid(), $1, $2, $3, now())`,
        [hold.id, name, by],
      )
    await expect(step('confirmed', one)).rejects.toMatchObject({ code: 'AZ012' })
    expect(await room.holds.release(one ?? '', hold.id)).toMatchObject({ releasedBy: null })
    expect(await refusal(room.holds.release(one ?? '', hold.id))).toMatchObject({
      code: 'SAME_PERSON',
    })
    await expect(step('confirmed', one)).rejects.toThrow()
    expect(await room.holds.release(two ?? '', hold.id)).toMatchObject({ releasedBy: two })
    expect(await refusal(room.holds.release(two ?? '', hold.id))).toMatchObject({
      code: 'HOLD_ENDED',
    })
  })

  test.each([
    [
      'an author',
      async () => ({ item: await room.item('x', { author: 'eve' }), scope: { author: 'eve' } }),
    ],
    [
      'a policy and a range of time',
      async () => {
        const item = await room.item('x')
        await room.verdict(item, { daysAgo: 10, policy: 'held-policy' })
        const since = new Date(Date.now() - 20 * 86_400_000)
        return { item, scope: { policy: 'held-policy', since } }
      },
    ],
    [
      'a case',
      async () => {
        const item = await room.item('x')
        const verdict = await room.verdict(item)
        await aCase(item, verdict, 'decided')
        const [found] = await room.database.query<{ id: string }>(
          'SELECT id FROM review_case WHERE verdict_id = $1',
          [verdict],
        )
        return { item, scope: { caseId: found?.id ?? '' } }
      },
    ],
  ])('reaches what belongs to %s, and nothing else', async (_, given) => {
    const { item, scope } = await given()
    const other = await room.item('another')
    await room.verdict(other, { daysAgo: 40, policy: 'held-policy' })
    await room.holds.place(one ?? '', { scope, basis: 'regulator', reference: 'letter 9' })
    const holdsOn = async (id: string) =>
      (await room.erasures.preview({ contentItemIds: [id] })).holds.length
    expect([await holdsOn(item), await holdsOn(other)]).toEqual([1, 0])
  })

  test('that has ended is in nobody’s way', async () => {
    const item = await room.item('ends')
    const expiresAt = new Date(Date.now() + 300)
    await room.holds.place(one ?? '', {
      ...{ scope: { contentItemId: item }, basis: 'dispute', reference: 'r', expiresAt },
    })
    expect((await room.erasures.preview({ contentItemIds: [item] })).holds).toHaveLength(1)
    await new Promise((resolve) => setTimeout(resolve, 350))
    expect((await room.erasures.preview({ contentItemIds: [item] })).holds).toEqual([])
  })
})
