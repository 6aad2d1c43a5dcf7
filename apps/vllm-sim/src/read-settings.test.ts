import { expect, test } from '@jest/globals'
import { parseFaults, readSettings, SettingError } from './read-settings.js'

test('a flag wins over its variable, and both over the default', () => {
  const settings = readSettings(['--port', '9001', '--name=b'], {
    VLLM_SIM_PORT: '9002',
    VLLM_SIM_MEAN_LATENCY_MS: '0',
  })
  expect(settings).toMatchObject({ port: 9001, name: 'b', meanLatencyMs: 0, seed: '1' })
})

test('help is no setting', () => {
  expect(readSettings(['--help'], {})).toBeNull()
})

test('faults are the usual ones, none, or those named', () => {
  expect(Object.keys(parseFaults('usual')).length).toBeGreaterThan(3)
  expect(parseFaults('none')).toEqual({})
  expect(parseFaults('refusal=0.5, silence=1')).toEqual({ refusal: 0.5, silence: 1 })
})

test.each([
  [['--port', 'x'], '--port'],
  [['--port', '70000'], '--port'],
  [['--faults', 'gremlins=1'], 'gremlins'],
  [['--faults', 'refusal=2'], 'refusal'],
  [['--unknown-pairs', 'panic'], '--unknown-pairs'],
  [['--colour', 'red'], '--colour'],
])('%j is refused by name', (args, name) => {
  expect(() => readSettings(args, {})).toThrow(SettingError)
  expect(() => readSettings(args, {})).toThrow(name)
})
