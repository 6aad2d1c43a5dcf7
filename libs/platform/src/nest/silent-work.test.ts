import { afterEach, expect, jest, test } from '@jest/globals'
import { Logger } from '@nestjs/common'
import { Clock } from '@assize/kernel'
import { SilentWorkSweeper } from './silent-work.js'

class SteadyClock extends Clock {
  now(): Date {
    return new Date('2026-05-03T12:00:00.000Z')
  }
}

/** Letters with the instant of their last sign of life, and the queue they are put back in. */
class LetterSweeper extends SilentWorkSweeper<string> {
  constructor(
    seenAt: ReadonlyMap<string, string>,
    enqueue: (letters: readonly string[]) => Promise<void>,
  ) {
    super({
      what: 'letters',
      store: { findSilent: (before) => Promise.resolve(silentSince(seenAt, before)) },
      queue: { enqueue },
      clock: new SteadyClock(),
      silentMs: 20_000,
      pauseMs: 60_000,
    })
  }
}

const silentSince = (seenAt: ReadonlyMap<string, string>, before: Date): readonly string[] =>
  [...seenAt].filter(([, at]) => new Date(at) <= before).map(([letter]) => letter)

let sweeper: LetterSweeper | undefined
const warned = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined)
afterEach(async () => {
  await sweeper?.beforeApplicationShutdown()
  warned.mockClear()
})

const seen = new Map([
  ['long silent', '2026-05-03T11:00:00.000Z'],
  ['just silent', '2026-05-03T11:59:40.000Z'],
  ['alive', '2026-05-03T11:59:40.001Z'],
])

test('what was silent for long enough is queued again, and nothing else', async () => {
  const queued: string[] = []
  sweeper = new LetterSweeper(seen, (letters) => Promise.resolve(void queued.push(...letters)))
  expect(await sweeper.sweep()).toBe(2)
  expect(queued).toEqual(['long silent', 'just silent'])
  expect(warned.mock.calls).toEqual([['letters were queued again', { count: 2 }]])
})

test('where nothing is silent, no queue is asked and nothing is said', async () => {
  sweeper = new LetterSweeper(new Map(), () => Promise.reject(new Error('nobody asked')))
  expect(await sweeper.sweep()).toBe(0)
  expect(warned).not.toHaveBeenCalled()
})

test('a sweep comes when the application is up; one that fails says what it swept for and ends nothing', async () => {
  const failed = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined)
  sweeper = new LetterSweeper(seen, () => Promise.reject(new Error('the queue is away')))
  sweeper.onApplicationBootstrap()
  while (failed.mock.calls.length === 0) await new Promise((resolve) => setTimeout(resolve, 2))
  await sweeper.beforeApplicationShutdown()
  expect(failed.mock.calls[0]?.[0]).toBe('the sweep for silent letters failed and is tried again')
  failed.mockRestore()
})
