import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { chooseEndpoint } from './choose-endpoint.js'
import { endpointStates } from './endpoint.js'
import { healthStates, unprobed, type EndpointStatus } from './endpoint-status.js'
import { anEndpoint } from './fakes/an-endpoint.js'
import { Traffic } from './traffic.js'

const status = (name: string, with_: Partial<EndpointStatus> = {}): EndpointStatus => ({
  endpoint: anEndpoint({ name }),
  health: unprobed,
  inFlight: 0,
  sent: 0,
  unanswered: 0,
  traffic: new Traffic(),
  ...with_,
})

const anywhere = { onPremisesOnly: false }

test('the one with the fewest calls in flight is chosen', () => {
  const choice = chooseEndpoint([status('one', { inFlight: 2 }), status('two')], anywhere)
  expect(choice).toMatchObject({ kind: 'chosen', status: { endpoint: { name: 'two' } } })
})

test('equals take turns', () => {
  const choice = chooseEndpoint([status('one', { sent: 5 }), status('two', { sent: 4 })], anywhere)
  expect(choice).toMatchObject({ status: { endpoint: { name: 'two' } } })
})

test('a full other is waited for rather than asking the same again', () => {
  const both = [status('one'), status('two', { inFlight: 4 })]
  expect(chooseEndpoint(both, { ...anywhere, previous: 'ep_one' })).toEqual({ kind: 'full' })
})

test('where there is only one, it is asked again', () => {
  const choice = chooseEndpoint([status('one')], { ...anywhere, previous: 'ep_one' })
  expect(choice.kind).toBe('chosen')
})

test('a simulator never stands in for a model that is down, full or of the wrong kind', () => {
  const simulator = status('sim', { endpoint: anEndpoint({ name: 'sim', simulated: true }) })
  const down = { ...unprobed, state: 'unhealthy' as const, reason: 'gone' }
  for (const [model, wish] of [
    [status('model', { health: down }), anywhere],
    [status('model', { inFlight: 4 }), anywhere],
    [status('model'), { ...anywhere, previous: 'ep_model', model: 'another' }],
  ] as const)
    expect(chooseEndpoint([simulator, model], wish).kind).not.toBe('chosen')
  const off = status('model', { endpoint: anEndpoint({ name: 'model', state: 'disabled' }) })
  expect(chooseEndpoint([simulator, off], anywhere)).toMatchObject({
    status: { endpoint: { name: 'sim' } },
  })
})

test('the reason names what is wrong with each', () => {
  const down = status('one', { health: { ...unprobed, state: 'unhealthy', reason: 'refused' } })
  expect(chooseEndpoint([down], anywhere)).toMatchObject({
    kind: 'none',
    reason: expect.stringContaining('one is unhealthy (refused)'),
  })
})

test('nobody is chosen who is ill, put out of use, full, off premises when that matters, or of another model', () => {
  const any = fc.record({
    name: fc.constantFrom('a', 'b', 'c', 'd'),
    state: fc.constantFrom(...endpointStates),
    health: fc.constantFrom(...healthStates),
    inFlight: fc.nat(5),
    onPremises: fc.boolean(),
    model: fc.constantFrom('m-20b', 'm-120b'),
    simulated: fc.boolean(),
  })
  const wish = fc.record({
    onPremisesOnly: fc.boolean(),
    model: fc.option(fc.constantFrom('m-20b', 'm-120b'), { nil: undefined }),
    largerThan: fc.option(fc.constant(20), { nil: undefined }),
    previous: fc.option(fc.constantFrom('ep_a', 'ep_b'), { nil: undefined }),
  })
  fc.assert(
    fc.property(
      fc.uniqueArray(any, { selector: (one) => one.name, maxLength: 4 }),
      wish,
      (all, wanted) => {
        const statuses = all.map(({ health, inFlight, ...fields }) =>
          status(fields.name, {
            endpoint: anEndpoint(fields),
            health: { ...unprobed, state: health },
            inFlight,
          }),
        )
        const choice = chooseEndpoint(statuses, wanted)
        if (choice.kind !== 'chosen') return
        const { endpoint, health, inFlight } = choice.status
        expect([endpoint.state, health.state]).toEqual(['active', 'healthy'])
        expect(inFlight).toBeLessThan(endpoint.maxInFlight)
        if (all.some(({ state, simulated }) => state === 'active' && !simulated))
          expect(endpoint.simulated).toBe(false)
        if (wanted.onPremisesOnly) expect(endpoint.onPremises).toBe(true)
        if (wanted.model) expect(endpoint.model).toBe(wanted.model)
        if (wanted.largerThan) expect(endpoint.model).toBe('m-120b')
      },
    ),
  )
})
