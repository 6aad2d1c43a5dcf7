import { expect, test } from '@jest/globals'
import { PinoLogger } from './logger.js'
import { PlatformError } from './platform-error.js'

function heard(say: (logger: PinoLogger) => void): Record<string, unknown> {
  const lines: string[] = []
  say(new PinoLogger('info', 'api', { write: (line) => lines.push(line) }))
  expect(lines).toHaveLength(1)
  return JSON.parse(lines[0] ?? '') as Record<string, unknown>
}

test('a line carries its facts, its place and its time', () => {
  expect(heard((logger) => logger.warn('jobs wait', { count: 3 }, 'Queue'))).toMatchObject({
    ...{ name: 'api', msg: 'jobs wait', count: 3, context: 'Queue' },
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
  })
})

test('words of people do not reach the log inside an error', () => {
  const words = 'what somebody wrote'
  const failure = Object.assign(new Error(`invalid input: "${words}"\n    at ${words}`), {
    ...{ code: '22P02', detail: words },
  })
  for (const say of [
    (logger: PinoLogger) => logger.error(failure),
    (logger: PinoLogger) => logger.error('a job failed', failure),
    (logger: PinoLogger) => logger.error('a job failed', failure, 'Worker'),
  ]) {
    const line = heard(say)
    expect(JSON.stringify(line)).not.toContain(words)
    expect(line).toMatchObject({ code: '22P02', stack: expect.stringMatching(/^\s+at /) })
  }
})

test('a refusal says why, as it never quotes anybody', () => {
  const refusal = new PlatformError('PAGE_INVALID', 'expected first or last, saw both')
  expect(heard((logger) => logger.error('refused', refusal))).toMatchObject({
    ...{ code: 'PAGE_INVALID', message: 'expected first or last, saw both' },
  })
})
