import { afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { Logger } from '@nestjs/common'
import { LogRoom, nobody, tamper } from '../fixtures/log-room.js'
import { moveRefs } from '../fixtures/record-rows.js'
import { LogVerification, type VerificationPlan, type VerificationState } from '../index.js'
import { PostgresLogSource } from './postgres-log-source.js'

let room: LogRoom

beforeAll(() => {
  Logger.overrideLogger(false)
})
beforeEach(async () => {
  room = await LogRoom.open()
  await moveRefs(room.database, 600)
  await room.settle()
})
afterEach(() => room.close())

const verify = (plan: Partial<VerificationPlan> = {}) =>
  LogVerification.run(new PostgresLogSource(room.database), { keys: [], heads: [], ...plan })

test('a run that was stopped goes on where it was', async () => {
  await moveRefs(room.database, 5_000)
  await room.settle()
  const states: VerificationState[] = []
  const whole = await verify({ onState: (state) => states.push(state) })
  const middle = states.find(({ index }) => index === '4096')
  const resumed: VerificationState[] = []
  const rest = await verify({
    resume: JSON.parse(JSON.stringify(middle)) as VerificationState,
    onState: (state) => resumed.push(state),
  })
  expect(rest).toEqual(whole)
  expect(BigInt(resumed[0]?.index ?? 0)).toBeGreaterThan(4096n)
})

test('a run that was stopped does not go on over another log', async () => {
  const states: VerificationState[] = []
  await verify({ onState: (state) => states.push(state) })
  const state = states.at(-1)
  await tamper(room.database, 'log_tile', [
    `UPDATE log_tile SET hashes = set_byte(hashes, 1, get_byte(hashes, 1) # 1) WHERE level = 0`,
  ])
  await expect(verify({ resume: state ?? null })).rejects.toThrow('no longer begins with')
})

test('what is signed while a run is under way is no fault', async () => {
  const growing = (async () => {
    for (let i = 0; i < 10; i++) {
      await moveRefs(room.database, 100)
      await room.sequencer().sequence()
      await room.signer().sign(nobody)
    }
  })()
  const reports = [await verify(), await verify(), await verify()]
  await growing
  expect(reports.flatMap(({ differences }) => differences)).toEqual([])
})
