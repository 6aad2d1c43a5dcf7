import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { Logger } from '@nestjs/common'
import { LogRoom, tamper } from '../fixtures/log-room.js'
import { moveRefs } from '../fixtures/record-rows.js'
import {
  ed25519Signer,
  formatVerifierKey,
  LogVerification,
  parseCheckpoint,
  parseNote,
  signCheckpoint,
  type Difference,
  type VerificationPlan,
  type VerificationState,
} from '../index.js'
import { recordKey } from './log-keeping.js'
import { PostgresLogSource } from './postgres-log-source.js'

let room: LogRoom

beforeAll(() => {
  Logger.overrideLogger(false)
})
beforeEach(async () => {
  room = await LogRoom.open()
  await moveRefs(room.database, 300)
  await room.settle()
})
afterEach(() => room.close())

const found = async (plan: Partial<VerificationPlan>): Promise<readonly Difference[]> => {
  const source = new PostgresLogSource(room.database)
  return (await LogVerification.run(source, { keys: [], heads: [], ...plan })).differences
}
const typesFound = async (plan: Partial<VerificationPlan>): Promise<string[]> =>
  (await found(plan)).map(({ type }) => type)

/** The newest checkpoint, as somebody kept it. */
const kept = async () => {
  const { note = '' } = (await room.reader().latestCheckpoint()) ?? {}
  return { who: 'a kept checkpoint', ...parseCheckpoint(parseNote(note).text), note }
}

describe('a checkpoint that somebody kept', () => {
  test('for more entries than there are is a difference, whatever the log was called then', async () => {
    const head = { who: 'a kept checkpoint', size: 999_999n, root: new Uint8Array(32) }
    expect(await typesFound({ heads: [{ ...head, origin: 'old.example/log' }] })).toEqual([
      'log-shorter',
    ])
  })

  test('is held also against what an earlier run has read', async () => {
    const states: VerificationState[] = []
    await typesFound({ onState: (state) => states.push(state) })
    const resume = states.at(-1) ?? null
    const head = { who: 'a kept checkpoint', origin: room.origin, size: 200n }
    expect(await typesFound({ resume, heads: [{ ...head, root: new Uint8Array(32) }] })).toEqual([
      'root-differs',
    ])
  })

  test('is named where its signature is of another key, or does not fit, and then says nothing', async () => {
    const head = await kept()
    expect(await found({ heads: [head] })).toEqual([])

    const stranger = ed25519Signer(room.origin, room.randomness.bytes(32))
    const forged = { ...head, root: new Uint8Array(32) }
    const byStranger = { ...forged, note: signCheckpoint(forged, [stranger]) }
    const [difference, ...others] = await found({ heads: [byStranger] })
    expect(difference).toMatchObject({ type: 'checkpoint-unsigned' })
    expect(difference?.message).toMatch(
      /^a kept checkpoint for \d+ entries .* not signed by a known key/,
    )
    expect(others).toEqual([])

    const edited = {
      ...head,
      size: head.size + 1n,
      note: head.note.replace(`\n${head.size}\n`, `\n${head.size + 1n}\n`),
    }
    expect((await found({ heads: [edited] }))[0]?.message).toMatch('does not fit the text')
  })
})

describe('a key that was retired', () => {
  const rotate = async () => {
    const [old, fresh] = [room.randomness.bytes(32), room.randomness.bytes(32)]
    room.useSeeds(old)
    await moveRefs(room.database, 1)
    await room.settle()
    const before = await kept()
    await recordKey(room, fresh, 'introduced')
    await recordKey(room, old, 'retired')
    room.useSeeds(fresh)
    await moveRefs(room.database, 3)
    await room.settle()
    const [was, is] = [old, fresh].map((seed) => ed25519Signer(room.origin, seed))
    if (!was || !is) throw new Error('expected two keys')
    return { was, is, before, vkeys: [was, is].map(({ key }) => formatVerifierKey(key)) }
  }

  test('counts for what was signed before, and for nothing after it', async () => {
    const { vkeys, before } = await rotate()
    const [was = '', is = ''] = vkeys
    expect(await found({ keys: [is], heads: [before] })).toEqual([])
    const differences = await found({ keys: [was], heads: [before] })
    expect(differences.map(({ type }) => type)).toEqual(['checkpoint-unsigned'])
  })

  test('signs nothing more, whatever the database says the time was', async () => {
    const { was, before } = await rotate()
    const newest = await kept()
    await tamper(room.database, 'log_checkpoint', [
      `UPDATE log_checkpoint SET note = '${signCheckpoint(newest, [was])}', signed_at = (
         SELECT min(signed_at) FROM log_checkpoint) WHERE size = ${newest.size}`,
    ])
    const keys = [formatVerifierKey(was.key)]
    for (const { message } of await found({ keys, heads: [before] }))
      expect(message).toMatch(/signed with log\.example.*, which entry \d+ says was retired/)
    expect(await typesFound({})).toEqual(['checkpoint-unsigned'])
  })
})
