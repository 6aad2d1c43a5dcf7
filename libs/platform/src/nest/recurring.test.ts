import { afterEach, expect, jest, test } from '@jest/globals'
import { Logger } from '@nestjs/common'
import { Recurring, type RecurringPlan } from './recurring.js'

let recurring: Recurring<number> | undefined
afterEach(async () => {
  await recurring?.stop()
  jest.restoreAllMocks()
})

/** Work that counts its rounds, and how many of them ran at once. */
function begin(over: Partial<RecurringPlan<number>> = {}) {
  const seen = { rounds: 0, atOnce: 0, mostAtOnce: 0 }
  const work = async () => {
    seen.mostAtOnce = Math.max(seen.mostAtOnce, ++seen.atOnce)
    await pause(5)
    seen.atOnce -= 1
    return ++seen.rounds
  }
  recurring = new Recurring('Test', { what: 'the test', work, pauseMs: () => 60_000, ...over })
  recurring.start()
  return { recurring, seen }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await pause(2)
}

test('the pause after a round follows from what it answered', async () => {
  const paused: (number | undefined)[] = []
  const pauseMs = ({ answer }: { answer: number | undefined }) => {
    paused.push(answer)
    return answer === 3 ? 60_000 : 0
  }
  const { seen } = begin({ pauseMs })
  await until(() => paused.length === 3)
  await pause(20)
  expect(paused).toEqual([1, 2, 3])
  expect(seen.rounds).toBe(3)
})

test('a round that fails is logged without its message, and the next one comes', async () => {
  const logged = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined)
  let rounds = 0
  const work = () =>
    ++rounds === 1 ? Promise.reject(new Error('words of a person')) : Promise.resolve(rounds)
  begin({ work, pauseMs: ({ answer }) => (answer === undefined ? 0 : 60_000) })
  await until(() => rounds === 2)
  expect(logged.mock.calls[0]?.[0]).toBe('the test failed and is tried again')
  expect(JSON.stringify(logged.mock.calls)).not.toContain('words of a person')
})

test('what is wanted soon comes at once, never beside a round that runs, and once for many calls', async () => {
  const { recurring: work, seen } = begin()
  await until(() => seen.atOnce === 1)
  for (let i = 0; i < 5; i++) work.soon()
  await until(() => seen.rounds === 2)
  await pause(20)
  expect(seen).toMatchObject({ rounds: 2, mostAtOnce: 1 })
  work.soon()
  await until(() => seen.rounds === 3)
})

test('stopping waits for the round under way and begins no other', async () => {
  const { recurring: work, seen } = begin({ pauseMs: () => 0 })
  await until(() => seen.atOnce === 1)
  await work.stop()
  const { rounds } = seen
  expect(seen.atOnce).toBe(0)
  work.soon()
  await pause(20)
  expect(seen.rounds).toBe(rounds)
})

test('the first round waits as long as it is told', async () => {
  const { recurring: work, seen } = begin({ firstAfterMs: 60_000 })
  await pause(20)
  expect(seen.rounds).toBe(0)
  work.soon()
  await until(() => seen.rounds === 1)
})
