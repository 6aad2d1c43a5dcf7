import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { Logger } from '@nestjs/common'
import { LogRoom } from '../fixtures/log-room.js'
import { moveRefs } from '../fixtures/record-rows.js'
import { LogVerification, type VerificationPlan, type VerificationState } from '../index.js'
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

const typesFound = async (plan: Partial<VerificationPlan>): Promise<string[]> => {
  const source = new PostgresLogSource(room.database)
  const { differences } = await LogVerification.run(source, { keys: [], heads: [], ...plan })
  return differences.map(({ type }) => type)
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
})
