import { writeFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { sha256 } from '@assize/kernel'
import { Logger } from '@nestjs/common'
import { HonestWitness } from '../fixtures/honest-witness.js'
import { LogRoom, nobody, tamper } from '../fixtures/log-room.js'
import { moveRefs } from '../fixtures/record-rows.js'
import { ed25519Signer, openCheckpoint, parseVerifierKey, signCheckpoint } from '../index.js'
import { readLogState } from './log-state.js'

let room: LogRoom
const open: HonestWitness[] = []

beforeEach(async () => {
  Logger.overrideLogger(false)
  room = await LogRoom.open()
})
afterEach(async () => {
  for (const witness of open.splice(0)) await witness.close()
  await room.close()
})

async function witness(name = 'witness.example/w1', keys = []): Promise<HonestWitness> {
  const started = await HonestWitness.start(name, keys)
  open.push(started)
  return started
}

async function grow(rows = 3): Promise<void> {
  await moveRefs(room.database, rows)
  await room.settle()
}

const held = async () => {
  const { halted, unsigned } = await readLogState(room.database)
  return { halted, unsigned }
}
const newest = async () => (await room.reader().latestCheckpoint())?.size ?? 0n

describe('the exported checkpoint', () => {
  test('is the newest, under its name and for whoever copies it', async () => {
    await grow()
    await grow()
    const checkpoint = await room.reader().latestCheckpoint()
    expect(room.exported.findNewest()).toBe(checkpoint?.note)
    expect(room.exported.find(room.origin)?.size).toBe(checkpoint?.size)
  })

  test('of a larger tree than the database holds halts the log in words', async () => {
    await grow()
    const size = await newest()
    const signer = ed25519Signer(room.origin, room.randomness.bytes(32))
    const beyond = { origin: room.origin, size: size + 50n, root: sha256('elsewhere') }
    writeFileSync(room.exported.fileOf(room.origin), signCheckpoint(beyond, [signer]))
    await grow()
    expect(await newest()).toBe(size)
    expect((await held()).halted).toMatch(/exported checkpoint shows \d+ entries .* were lost/)
  })

  test('of another tree halts the log also when ours has outgrown it', async () => {
    await grow()
    const size = await newest()
    const signer = ed25519Signer(room.origin, room.randomness.bytes(32))
    const other = { origin: room.origin, size: size + 2n, root: sha256('elsewhere') }
    writeFileSync(room.exported.fileOf(room.origin), signCheckpoint(other, [signer]))
    await grow(30)
    expect(await newest()).toBe(size)
    expect((await held()).halted).toMatch('another tree')
  })

  test('that cannot be read halts the log until it is gone', async () => {
    await grow()
    const { note = '' } = (await room.reader().latestCheckpoint()) ?? {}
    writeFileSync(room.exported.fileOf(room.origin), 'torn')
    await grow()
    expect((await held()).halted).toMatch('is no checkpoint')
    writeFileSync(room.exported.fileOf(room.origin), note)
    await grow()
    expect(await held()).toEqual({ halted: null, unsigned: null })
  })
})

test('tiles that do not lead to the root are not signed', async () => {
  await grow()
  const size = await newest()
  const flipped = 'UPDATE log_tile SET hashes = set_byte(hashes, 1, get_byte(hashes, 1) # 1)'
  await tamper(room.database, 'log_tile', [flipped])
  await moveRefs(room.database, 3)
  await expect(room.sequencer().sequence()).rejects.toMatchObject({ code: 'ROOT_MISMATCH' })
  await room.signer().sign(nobody)
  expect((await held()).halted).toMatch('another tree')
  expect(await newest()).toBe(size)
})

describe('keys', () => {
  test('all sign, and each is on the record and in the log', async () => {
    room.useSeeds(room.randomness.bytes(32), room.randomness.bytes(32))
    await grow()
    const logKeys = (await room.reader().verifierKeys()).map(parseVerifierKey)
    expect(logKeys).toHaveLength(2)
    const { note = '' } = (await room.reader().latestCheckpoint()) ?? {}
    for (const key of logKeys) expect(() => openCheckpoint(note, { logKeys: [key] })).not.toThrow()
    await room.settle()
    const entries = await room.database.query(`SELECT FROM log_entry WHERE kind = 'log-key'`)
    expect(entries).toHaveLength(2)
  })

  test('that are retired sign no more', async () => {
    const [old, fresh] = [room.randomness.bytes(32), room.randomness.bytes(32)]
    room.useSeeds(old, fresh)
    await grow()
    const [first = ''] = await room.reader().verifierKeys()
    await room.database.query(`INSERT INTO record_log_key VALUES ($1, $2, $3, 'retired', now())`, [
      room.ids.next(),
      room.origin,
      first,
    ])
    await grow()
    const { note = '' } = (await room.reader().latestCheckpoint()) ?? {}
    const retired = { logKeys: [parseVerifierKey(first)] }
    expect(() => openCheckpoint(note, retired)).toThrow('saw none')
    expect((await room.reader().verifierKeys()).at(-1)).toBe(first)
  })
})

describe('a witness', () => {
  test('cosigns each new checkpoint, and readers are shown its signature', async () => {
    const w1 = await witness()
    const rounds = room.witnesses([w1.setting])
    for (let i = 0; i < 3; i++) {
      await grow(40)
      await rounds.round()
    }
    const shown = await room.reader().latestCheckpoint()
    const logKeys = (await room.reader().verifierKeys()).map(parseVerifierKey)
    const trust = { logKeys, witnessKeys: [w1.key], witnesses: 1 }
    expect(openCheckpoint(shown?.note ?? '', trust).checkpoint.size).toBe(shown?.size)
    expect(w1.accepted).toHaveLength(3)
    expect(w1.refused).toEqual([])
  })

  test('that saw less than we thought is brought up to date', async () => {
    const w1 = await witness()
    await grow()
    const one = room.witnesses([w1.setting])
    await one.round()
    const other = room.witnesses([w1.setting])
    await other.round()
    await grow()
    await other.round()
    await grow()
    // `one` still thinks it holds the first checkpoint.
    await one.round()
    expect(w1.sizeOf(room.origin)).toBe(await newest())
  })

  test('that saw more than the database holds halts the log', async () => {
    const w1 = await witness()
    await grow()
    await room.witnesses([w1.setting]).round()
    const restored = await LogRoom.open(room.origin)
    try {
      await moveRefs(restored.database, 1)
      await restored.sequencer().sequence()
      const rounds = restored.witnesses([w1.setting])
      expect(rounds.word.unanswered).toEqual([])
      // Signed by a key the other room does not know: no word about its log, so it has to wait.
      await rounds.round()
      expect(rounds.word.unanswered).toEqual([w1.name])
      await restored.signer().sign(rounds.word)
      const state = await readLogState(restored.database)
      expect(state.unsigned).toMatch(`waits to hear from ${w1.name}`)
      expect(await restored.reader().latestCheckpoint()).toBeNull()
    } finally {
      await restored.close()
    }
  })

  test.each([['is away', async (w1: HonestWitness) => void (w1.deaf = true), 'does not answer']])(
    'that %s is tried later, and the failure is kept in words',
    async (_, spoil, words) => {
      const w1 = await witness()
      await spoil(w1)
      await grow()
      const rounds = room.witnesses([w1.setting])
      await rounds.round()
      const [row] = await room.database.query<{ failure: string }>(
        'SELECT failure FROM log_witness',
      )
      expect(row?.failure).toMatch(words)
      w1.deaf = false
      await rounds.round()
      expect(w1.accepted).toHaveLength(0)
      room.clock.advance(1_500)
      await rounds.round()
      expect(w1.accepted).toHaveLength(1)
      expect(await room.database.query('SELECT failure FROM log_witness')).toEqual([
        { failure: null },
      ])
    },
  )

  test('that does not trust our key says so', async () => {
    const stranger = ed25519Signer('elsewhere', room.randomness.bytes(32)).key
    const w1 = await HonestWitness.start('w', [stranger])
    open.push(w1)
    await grow()
    await room.witnesses([w1.setting]).round()
    const [row] = await room.database.query<{ failure: string }>('SELECT failure FROM log_witness')
    expect(row?.failure).toMatch('does not trust the key this log signs with (403)')
  })
})
