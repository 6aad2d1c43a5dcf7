import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { insertRows } from '@assize/platform'
import { Logger } from '@nestjs/common'
import { LogRoom, nobody } from '../fixtures/log-room.js'
import { moveRefs } from '../fixtures/record-rows.js'
import { openCheckpoint, openNote, parseCheckpoint, parseNote, parseVerifierKey } from '../index.js'
import { dayOf } from './digest-days.js'
import { continueAs, recordKey } from './log-keeping.js'
import { LogFigures } from './log-figures.js'
import { readLogState } from './log-state.js'

let room: LogRoom
beforeEach(async () => {
  Logger.overrideLogger(false)
  room = await LogRoom.open()
})
afterEach(() => room.close())

const keys = async () => (await room.reader().verifierKeys()).map(parseVerifierKey)

async function publish(policy: string, at: Date): Promise<void> {
  const commit = 'c0'.repeat(20)
  const version = { policy, commit, blob: commit, blob_sha256: 'b', bundle_sha256: 'b' }
  await insertRows(room.database, 'record_policy_version', [
    {
      ...{ ...version, id: room.ids.next(), sequence: 1, title: policy, manifest: {} },
      ...{ author: 'a', message: 'm', origin: 'shipped', committed_at: at, recorded_at: at },
    },
  ])
  await insertRows(room.database, 'record_publication', [
    {
      ...{ id: room.ids.next(), policy, commit, kind: 'published' },
      ...{ published_by: 'someone', published_at: at },
    },
  ])
}

describe('a daily digest', () => {
  test('says in one signed page what the log, the books and the policies were that day', async () => {
    await publish('spam', room.clock.now())
    await room.database.query(
      `INSERT INTO reconciliation ("window", since, accepted, recorded, undetermined, pending, checked_at)
       VALUES ('day', now(), 12, 10, 1, 1, now())`,
    )
    await room.settle()
    const day = room.clock.now().toISOString().slice(0, 10)
    const digests = room.digests()

    const { note } = await digests.make(day)

    const { text } = openNote(note, await keys())
    const [first, json = ''] = text.split('\n')
    expect(first).toBe(`${room.origin} daily digest ${day}`)
    const digest = JSON.parse(json) as Record<string, unknown>
    const checkpoint = await room.reader().latestCheckpoint()
    expect(digest).toMatchObject({
      ...{ v: 1, day, checkpoint: { size: String(checkpoint?.size), note: checkpoint?.note } },
      ...{ reconciliation: [{ window: 'day', accepted: '12', undetermined: '1', pending: '1' }] },
      publications: [{ policy: 'spam', kind: 'published' }],
    })
    expect(readFileSync(digests.fileOf(day), 'utf8')).toBe(note)
    expect(await new LogFigures(room.database).digests(5)).toMatchObject([{ day, note }])
    const events = await room.database.query<{ payload: { note: string } }>(
      `SELECT payload FROM outbox WHERE type = 'log.digest' AND subject = $1`,
      [day],
    )
    expect(events.map(({ payload }) => payload.note)).toEqual([note])
    // No signature serves as two things.
    expect(() => parseCheckpoint(text)).toThrow('expected a checkpoint')
  })

  test('is made once a day has ended, once, and only where something was signed by then', async () => {
    const digests = room.digests()
    expect(await digests.makeDue()).toEqual([])
    await moveRefs(room.database, 1)
    await room.settle()
    expect(await digests.makeDue()).toEqual([])
    const day = room.clock.now().toISOString().slice(0, 10)
    await digests.make(day)
    room.clock.advance(86_400_000)
    expect((await digests.makeDue()).map((made) => made.day)).toEqual([day])
    expect(await digests.makeDue()).toEqual([])
    // The page lists the one made after the end of the day, not the one of a day not yet over.
    const [listed, ...others] = await new LogFigures(room.database).digests(5)
    expect(listed?.note).toBe(readFileSync(digests.fileOf(day), 'utf8'))
    expect(others).toEqual([])
  })

  test('is made up for, oldest first, for every day the worker was down, and says so', async () => {
    const told = ({ note }: { note: string }) =>
      JSON.parse(note.split('\n')[1] ?? '') as Record<string, unknown>
    const digests = room.digests()
    await moveRefs(room.database, 1)
    await room.settle()
    const first = await room.reader().latestCheckpoint()
    const today = room.clock.now().toISOString().slice(0, 10)
    room.clock.advance(86_400_000)
    await moveRefs(room.database, 1)
    await room.settle()
    const second = await room.reader().latestCheckpoint()
    room.clock.advance(3 * 86_400_000)
    await moveRefs(room.database, 1)
    await room.settle()

    const made = await digests.makeDue()

    const days = [0, 1, 2, 3].map((n) => dayOf(new Date(Date.parse(today) + n * 86_400_000)))
    expect(made.map(({ day }) => day)).toEqual(days)
    const sizes = [first, second, second].map((checkpoint) => String(checkpoint?.size))
    expect(made.slice(0, 3).map(told)).toMatchObject(
      sizes.map((size) => ({ late: true, checkpoint: { size }, reconciliation: null })),
    )
    // Yesterday's is in time: it tells what is published now, and the books.
    const last = made[3] ? told(made[3]) : {}
    expect(last).toMatchObject({ reconciliation: [] })
    expect(last).not.toHaveProperty('late')
    expect(await digests.makeDue()).toEqual([])
  })

  test('of a day before anything was signed, or to come, is refused', async () => {
    await moveRefs(room.database, 1)
    await room.settle()
    const digests = room.digests()
    await expect(digests.make('2020-01-01')).rejects.toThrow('signed by the end of 2020-01-01')
    await expect(digests.make('2999-01-01')).rejects.toThrow('signed by the end of 2999-01-01')
  })

  test('is not signed with a key that was retired, though the file still holds it', async () => {
    const [old, fresh] = [room.randomness.bytes(32), room.randomness.bytes(32)]
    room.useSeeds(old, fresh)
    await moveRefs(room.database, 1)
    await room.settle()
    await recordKey(room, old, 'retired')
    const { note } = await room.digests().make(dayOf(room.clock.now()))
    expect(parseNote(note).signatures).toHaveLength(1)
  })
})

test('a key that is added signs beside the old one, which then retires on the record', async () => {
  const [old, fresh] = [room.randomness.bytes(32), room.randomness.bytes(32)]
  room.useSeeds(old)
  await moveRefs(room.database, 1)
  await room.settle()
  const [oldVkey] = await room.reader().verifierKeys()

  room.useSeeds(old, fresh)
  const added = await recordKey(room, fresh, 'introduced')
  await room.settle()
  const { note = '' } = (await room.reader().latestCheckpoint()) ?? {}
  for (const key of await keys())
    expect(() => openCheckpoint(note, { logKeys: [key] })).not.toThrow()

  await recordKey(room, old, 'retired')
  room.useSeeds(fresh)
  await room.settle()
  expect(await room.reader().verifierKeys()).toEqual([added, oldVkey])
  const { note: last = '' } = (await room.reader().latestCheckpoint()) ?? {}
  const [inUse, retired] = await keys()
  expect(() => openCheckpoint(last, { logKeys: inUse ? [inUse] : [] })).not.toThrow()
  expect(() => openCheckpoint(last, { logKeys: retired ? [retired] : [] })).toThrow('saw none')
  const entries = await room.database.query(`SELECT FROM log_entry WHERE kind = 'log-key'`)
  expect(entries).toHaveLength(3)
})

describe('going on under another name', () => {
  test('is refused for a name that was used, or cannot be one', async () => {
    await moveRefs(room.database, 1)
    await room.settle()
    await expect(continueAs(room, room.origin, null)).rejects.toThrow('never had')
    await expect(continueAs(room, 'https://log.example', null)).rejects.toThrow('no scheme')
    await expect(continueAs(room, 'a b', null)).rejects.toThrow('no scheme')
    await continueAs(room, 'log.example/two', null)
    await expect(continueAs(room, room.origin, null)).rejects.toThrow('never had')
  })

  test('keeps the tree, retires the old keys and is on the record', async () => {
    await moveRefs(room.database, 3)
    await room.settle()
    const before = await room.reader().latestCheckpoint()
    const tree = await readLogState(room.database)
    await room.database.query(`UPDATE log_state SET halted = 'somebody saw more'`)

    await continueAs(room, 'log.example/two', 'restored')
    await room.settle()
    await room.signer().sign(nobody)

    const state = await readLogState(room.database)
    expect(state).toMatchObject({ origin: 'log.example/two', halted: null })
    expect(state.size).toBeGreaterThan(tree.size)
    const now = await room.reader().latestCheckpoint()
    expect(now?.origin).toBe('log.example/two')
    expect(now?.size).toBeGreaterThan(before?.size ?? 0n)
    const figures = new LogFigures(room.database)
    expect(await figures.continuations()).toMatchObject([
      { fromOrigin: room.origin, toOrigin: 'log.example/two', size: tree.size, reason: 'restored' },
    ])
    expect(
      (await figures.keys()).map(({ origin, retiredAt }) => [origin, retiredAt !== null]),
    ).toEqual([
      ['log.example/two', false],
      [room.origin, true],
    ])
    expect(room.exported.find(room.origin)?.size).toBe(before?.size)
  })
})
