import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { Logger } from '@nestjs/common'
import { LogRoom, tamper } from '../fixtures/log-room.js'
import { judgeContent, type JudgedContent } from '../fixtures/record-rows.js'
import { LogVerification, type Difference, type VerificationState } from '../index.js'
import { listingStretch } from './listed-verdicts.js'
import { relistOver } from './over-database.js'
import { PostgresLogSource } from './postgres-log-source.js'

let room: LogRoom
let verdicts: JudgedContent[]

beforeAll(() => {
  Logger.overrideLogger(false)
})
beforeEach(async () => {
  room = await LogRoom.open()
  verdicts = []
  for (let i = 0; i < 5; i++) verdicts.push(await judgeContent(room.database))
  await room.settle()
})
afterEach(() => room.close())

const verify = (resume: VerificationState | null = null) =>
  LogVerification.run(new PostgresLogSource(room.database), { keys: [], heads: [], resume })

const named = ({ type, kind, id, field }: Difference) => ({ type, kind, id, field })

/** As the owner of the tables, who needs no trigger out of the way: the listing is a copy and may be changed. */
const change = (statement: string) => tamper(room.database, 'verdict_listing', [statement])

const retire = (verdictIds: readonly string[], recordedAt = new Date(Date.now() + 1000)) =>
  tamper(room.database, 'record_erasure', [
    `INSERT INTO record_erasure (id, scope_kind, reason, legal_basis, items, month, recorded_at)
     VALUES ('${room.ids.next()}', 'month', 'retention', 'retention', 5,
       '${recordedAt.toISOString().slice(0, 7)}', '${recordedAt.toISOString()}')`,
    `INSERT INTO log_pending (kind, record_id) SELECT 'erasure', id FROM record_erasure`,
    ...verdictIds.map((id) => `DELETE FROM verdict_listing WHERE verdict_id = '${id}'`),
  ])

describe('what lists, samples and exports read is held to the record:', () => {
  test.each<[string, (id: string) => string, string, string | undefined]>([
    [
      'a verdict shown with another outcome',
      (id) => `UPDATE verdict_listing SET outcome = 'allowed' WHERE verdict_id = '${id}'`,
      'listing-altered',
      'outcome',
    ],
    [
      'a verdict shown under another policy, other rules and no flag',
      (id) =>
        `UPDATE verdict_listing SET policy = 'harassment', rules = '{}', flagged = false WHERE verdict_id = '${id}'`,
      'listing-altered',
      'flagged, policy, rules',
    ],
    [
      'a verdict shown without its findings, decider and action',
      (id) =>
        `UPDATE verdict_listing SET finding_types = '{}', reviewer = NULL, action = 'none' WHERE verdict_id = '${id}'`,
      'listing-altered',
      'action, finding_types, reviewer',
    ],
    [
      'a verdict that no list shows',
      (id) => `DELETE FROM verdict_listing WHERE verdict_id = '${id}'`,
      'listing-missing',
      undefined,
    ],
  ])('%s', async (_, statement, type, field) => {
    const { verdictId: id } = verdicts[2] as JudgedContent
    await change(statement(id))
    const { differences, listed } = await verify()
    expect(differences.map(named)).toEqual([{ type, kind: 'verdict', id, field }])
    expect(listed).toBe(5)
  })

  test.each([
    ['in the middle', (i: number) => verdicts[i]?.actionId],
    ['behind all others', () => 'ffffffff-0000-7000-8000-000000000000'],
  ])('a listed verdict that never was, %s', async (_, idOf) => {
    const id = idOf(2) ?? ''
    await change(
      `INSERT INTO verdict_listing SELECT (r).* FROM (
         SELECT jsonb_populate_record(l, '{"verdict_id": "${id}"}') AS r FROM verdict_listing l LIMIT 1) AS one`,
    )
    const { differences } = await verify()
    expect(differences.map(named)).toEqual([
      { type: 'listing-stray', kind: 'verdict', id, field: undefined },
    ])
  })
})

test('a day that lists are told to pass over is named, and found again when listed anew', async () => {
  await tamper(room.database, 'listing_day', [`DELETE FROM listing_day WHERE facet = 'outcome'`])
  const { differences } = await verify()
  expect(differences.map(named)).toEqual(
    verdicts.map(({ verdictId: id }) => ({
      ...{ type: 'listing-altered', kind: 'verdict', id },
      field: 'the day it is found on',
    })),
  )
  await relistOver(room.database)
  expect((await verify()).differences).toEqual([])
})

test('it is read in stretches that together see all, each from where the last ended', async () => {
  const [first, second, ...rest] = verdicts.map(({ verdictId }) => verdictId)
  await change(`DELETE FROM verdict_listing WHERE verdict_id <> '${second}'`)
  const stray = verdicts[3]?.caseId ?? ''
  await change(
    `INSERT INTO verdict_listing SELECT (r).* FROM (
       SELECT jsonb_populate_record(l, '{"verdict_id": "${stray}"}') AS r FROM verdict_listing l LIMIT 1) AS one`,
  )
  const seen: string[] = []
  let after: string | null = null
  do {
    const read = await listingStretch(room.database, after, 2)
    seen.push(...read.different.map(({ verdictId, fault }) => `${fault} ${verdictId}`))
    after = read.next
  } while (after !== null)
  expect(new Set(seen)).toEqual(
    new Set([...[first, ...rest].map((id) => `missing ${id}`), `stray ${stray}`]),
  )
})

test('a run that was stopped within the listing goes on there', async () => {
  const [one, two, , , last] = verdicts.map(({ verdictId }) => verdictId)
  await change(`DELETE FROM verdict_listing WHERE verdict_id IN ('${one}', '${last}')`)
  const states: VerificationState[] = []
  const onState = (state: VerificationState) => states.push(state)
  const source = new PostgresLogSource(room.database)
  await LogVerification.run(source, { keys: [], heads: [], onState })
  const before = states.at(-1)
  if (!before) throw new Error('expected a state')
  const resumed = await verify({ ...before, listing: { verdicts: 2, after: two ?? null } })
  expect(resumed.differences.map(({ id }) => id)).toEqual([last])
  expect(resumed.listed).toBe(5)
})

describe('verdicts of a month that retention took out of the lists', () => {
  test('are not missed', async () => {
    await retire(verdicts.map(({ verdictId }) => verdictId))
    await room.settle()
    expect((await verify()).differences).toEqual([])
  })

  test('are, where they came on the record after that', async () => {
    const [id] = verdicts.map(({ verdictId }) => verdictId)
    await retire([id ?? ''], new Date(Date.now() - 60_000))
    await room.settle()
    expect((await verify()).differences.map(named)).toMatchObject([{ type: 'listing-missing', id }])
  })
})

test('what differs is made anew from the record', async () => {
  const [one, two] = verdicts.map(({ verdictId }) => verdictId)
  await change(`UPDATE verdict_listing SET outcome = 'allowed' WHERE verdict_id = '${one}'`)
  await change(
    `UPDATE verdict_listing SET verdict_id = '${verdicts[1]?.caseId}' WHERE verdict_id = '${two}'`,
  )
  expect(await relistOver(room.database)).toMatchObject({
    ...{ verdicts: 5, relisted: 3 },
    differences: [
      { type: 'listing-altered' },
      { type: 'listing-missing' },
      { type: 'listing-stray' },
    ],
  })
  expect((await verify()).differences).toEqual([])
  const told = await room.database.query<{ target_id: string }>(
    `SELECT target_id FROM record_audit_event WHERE action = 'verdict.relisted' ORDER BY target_id`,
  )
  const stray = verdicts[1]?.caseId
  expect(told.map(({ target_id }) => target_id)).toEqual([one, two, stray].sort())
})
