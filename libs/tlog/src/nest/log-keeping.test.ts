import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { insertRows } from '@assize/platform'
import { Logger } from '@nestjs/common'
import { LogRoom, nobody } from '../fixtures/log-room.js'
import { moveRefs } from '../fixtures/record-rows.js'
import { openCheckpoint, openNote, parseCheckpoint, parseVerifierKey } from '../index.js'
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
    expect(await digests.makeDue()).toBeNull()
    await moveRefs(room.database, 1)
    await room.settle()
    expect(await digests.makeDue()).toBeNull()
    const day = room.clock.now().toISOString().slice(0, 10)
    await digests.make(day)
    room.clock.advance(86_400_000)
    expect((await digests.makeDue())?.day).toBe(day)
    expect(await digests.makeDue()).toBeNull()
    // The page lists the one made after the end of the day, not the one of a day not yet over.
    const [listed, ...others] = await new LogFigures(room.database).digests(5)
    expect(listed?.note).toBe(readFileSync(digests.fileOf(day), 'utf8'))
    expect(others).toEqual([])
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
