import { expect, test } from '@jest/globals'
import type { Endpoint, ReportedEndpoint } from '@assize/inference'
import { anEndpoint } from '@assize/inference/contract'
import { callsForTests, chooseTestEndpoint } from './choose-test-endpoint.js'

const seen = (with_: Partial<Endpoint>, healthy = false): ReportedEndpoint => ({
  endpoint: anEndpoint(with_),
  reports: healthy ? [{ healthy } as ReportedEndpoint['reports'][number]] : [],
})
const all = [
  seen({ name: 'sim', simulated: true }, true),
  seen({ name: 'b', model: 'm-b' }, true),
  seen({ name: 'a', model: 'm-a' }),
  seen({ name: 'away', state: 'draining' }, true),
]
const chosen = (wish: Parameters<typeof chooseTestEndpoint>[1], among = all) =>
  chooseTestEndpoint(among, wish).name

test('a model goes before a simulator, and one that is up before one that may not be', () => {
  expect(chosen({})).toBe('b')
  expect(chosen({ model: 'm-a' })).toBe('a')
  expect(chosen({}, all.slice(0, 1))).toBe('sim')
})

test('one that is named is taken, with another model of its server where asked', () => {
  expect(chosen({ endpoint: 'sim' })).toBe('sim')
  expect(chosen({ endpoint: 'ep_a' })).toBe('a')
  expect(chooseTestEndpoint(all, { endpoint: 'a', model: 'm-c' })).toMatchObject({ model: 'm-c' })
})

test('what cannot be had is refused with its reason', () => {
  const refused = (...given: Parameters<typeof chosen>) => {
    try {
      return chosen(...given)
    } catch (error) {
      return (error as { code: string }).code
    }
  }
  expect(refused({ endpoint: 'nobody' })).toBe('ENDPOINT_UNKNOWN')
  expect(refused({ endpoint: 'away' })).toBe('ENDPOINT_NOT_ACTIVE')
  expect(refused({ model: 'm-z' })).toBe('MODEL_UNKNOWN')
  expect(refused({}, all.slice(3))).toBe('NO_ENDPOINT')
})

test('tests stand back behind judging', () => {
  expect([1, 4, 16, 400].map((maxInFlight) => callsForTests({ maxInFlight }))).toEqual([1, 1, 4, 8])
})
