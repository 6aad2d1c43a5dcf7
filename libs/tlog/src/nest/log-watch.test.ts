import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { Logger } from '@nestjs/common'
import { LogRoom, tamper } from '../fixtures/log-room.js'
import { judgeContent, moveRefs, type JudgedContent } from '../fixtures/record-rows.js'
import { relistOver } from './over-database.js'
import { LogWatch } from './log-watch.js'
import { lastVerified, readWatch } from './watch-row.js'

let room: LogRoom
let judged: JudgedContent
let watch: LogWatch

beforeAll(() => {
  Logger.overrideLogger(false)
})
beforeEach(async () => {
  room = await LogRoom.open()
  judged = await judgeContent(room.database)
  await room.settle()
  watch = new LogWatch(room.database, room.clock)
})
afterEach(() => room.close())

const minutes = (n: number) => room.clock.advance(n * 60_000)
const seen = () => readWatch(room.database)
const size = async () => (await room.reader().latestCheckpoint())?.size

test('says how far the log was verified, and when, and goes on from there', async () => {
  expect(await seen()).toMatchObject({ verifiedAt: null, verifiedSize: 0n, wholeAt: null })
  expect(await watch.round()).toBe(false)
  const first = await seen()
  expect(first).toMatchObject({
    verifiedSize: await size(),
    wholeSize: await size(),
    difference: null,
  })

  minutes(1)
  await moveRefs(room.database, 3000)
  await room.settle()
  expect(lastVerified(first, 2000n)).toBeNull()
  await watch.round()
  const second = await seen()
  expect(second).toMatchObject({ verifiedSize: await size(), difference: null })
  expect(lastVerified(second, 2999n)).toEqual(second.verifiedAt)
  expect(second.wholeAt).toEqual(first.wholeAt)

  // Rows from before the newest are known only as of the last pass over everything.
  minutes(1)
  await watch.round()
  const third = await seen()
  expect(lastVerified(third, 2999n)).toEqual(third.verifiedAt)
  expect(lastVerified(third, 1n)).toEqual(first.wholeBeganAt)
  expect(lastVerified(third, 900n)).toBeNull()
})

test('a log of many entries is gone through in parts', async () => {
  await moveRefs(room.database, 10_500)
  await room.settle()
  expect(await watch.round()).toBe(true)
  expect((await seen()).verifiedAt).toBeNull()
  for (let more = true; more;) more = await watch.round()
  expect(await seen()).toMatchObject({ verifiedSize: await size(), difference: null, tail: null })
  for (let i = 0; i < 9; i++) await watch.round()
  expect(await seen()).toMatchObject({ wholeSize: await size(), walk: null })
})

test('one process at a time', async () => {
  const answers = await Promise.all([
    watch.round(),
    new LogWatch(room.database, room.clock).round(),
  ])
  expect(answers).toEqual([false, false])
  await room.database.query(
    `UPDATE log_watch SET claimed_until = now() + interval '1 hour', verified_at = NULL`,
  )
  await watch.round()
  expect((await seen()).verifiedAt).toBeNull()
})

describe('what is not as it was logged is told:', () => {
  test('an older row that was changed, by the next pass over everything', async () => {
    await watch.round()
    await moveRefs(room.database, 3000)
    await room.settle()
    await watch.round()
    await tamper(room.database, 'record_decision', [`UPDATE record_decision SET action = 'warn'`])
    minutes(1)
    await watch.round()
    expect((await seen()).difference).toBeNull()
    minutes(11)
    await watch.round()
    expect((await seen()).difference).toMatch(
      `decision ${judged.decisionId} is not as it was logged`,
    )
  })

  test('a verdict hidden from lists, at once, until it is there again', async () => {
    await watch.round()
    await tamper(room.database, 'verdict_listing', ['DELETE FROM verdict_listing'])
    await watch.round()
    expect((await seen()).difference).toMatch(
      `verdict ${judged.verdictId} is on the record and not in`,
    )
    await relistOver(room.database)
    minutes(11)
    await watch.round()
    expect((await seen()).difference).toBeNull()
  })

  test('a log that no longer begins with what was verified', async () => {
    await watch.round()
    await room.database.query(`UPDATE log_watch SET verified_root = sha256('another')`)
    await watch.round()
    expect((await seen()).difference).toMatch(
      /^the tree as it was verified before for \d+ entries names/,
    )
  })

  test('a log that is shorter than what was verified', async () => {
    await watch.round()
    await room.database.query('UPDATE log_watch SET verified_size = verified_size + 1')
    await watch.round()
    expect((await seen()).difference).toMatch('entries were lost')
  })
})
