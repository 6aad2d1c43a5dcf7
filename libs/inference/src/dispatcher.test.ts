import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { Acceptance, DispatchRequest, DispatchResult } from './dispatch.js'
import { Dispatcher } from './dispatcher.js'
import type { Endpoint } from './endpoint.js'
import { EndpointPool } from './endpoint-pool.js'
import { anEndpoint } from './fakes/an-endpoint.js'
import { FakeChatClient, type FakeCall, type FakeReply } from './fakes/fake-chat-client.js'
import { SeededRandomness, VirtualTime } from './fakes/virtual-time.js'
import { maxAttempts } from './ladder.js'
import { RoughTokenCounter } from './token-counter.js'

const two = [anEndpoint({ name: 'one' }), anEndpoint({ name: 'two' })]

const messages: DispatchRequest['messages'] = [
  { role: 'system', content: 'policy' },
  { role: 'user', content: 'content' },
]

function court(
  script: (call: FakeCall, number: number) => FakeReply,
  endpoints: readonly Endpoint[] = two,
) {
  const time = new VirtualTime()
  const pool = new EndpointPool()
  pool.setEndpoints(endpoints)
  const client = new FakeChatClient(script)
  const dispatcher = new Dispatcher(
    pool,
    client,
    new RoughTokenCounter(),
    time.clock,
    time,
    new SeededRandomness(),
  )
  const dispatch = (more: Partial<DispatchRequest> = {}): Promise<DispatchResult> =>
    time.until(
      dispatcher.dispatch({
        messages,
        effort: 'low',
        deadlineMs: 60_000,
        accept: () => 'accept',
        ...more,
      }),
    )
  return { dispatch, pool, client, time, dispatcher }
}

const completes: FakeReply = { kind: 'completes' }
const fails = (status: number, more: Partial<FakeReply> = {}): FakeReply => ({
  kind: 'fails',
  status,
  ...more,
})

describe('a dispatch', () => {
  test('that is answered at once has one attempt without fault', async () => {
    const { dispatch } = court(() => completes)
    const result = await dispatch()
    expect(result).toMatchObject({ ending: 'accepted', completion: { text: 'VALID' } })
    expect(result.attempts).toMatchObject([
      { number: 1, errorClass: null, text: 'VALID', httpStatus: 200, effort: 'low' },
    ])
  })

  test('goes elsewhere after a failure, and keeps both attempts', async () => {
    const { dispatch } = court((_, number) => (number === 1 ? fails(503) : completes))
    const { attempts, completion } = await dispatch()
    expect(completion).not.toBeNull()
    expect(attempts.map((attempt) => attempt.errorClass)).toEqual(['transport', null])
    expect(attempts[0]?.endpointId).not.toBe(attempts[1]?.endpointId)
  })

  test('gives up after three attempts and never calls that an answer', async () => {
    const { dispatch } = court(() => fails(500))
    const { attempts, completion, ending, reason } = await dispatch()
    expect(completion).toBeNull()
    expect(ending).toBe('exhausted')
    expect(attempts).toHaveLength(maxAttempts)
    expect(reason).toContain('3 attempts')
  })

  test('does not repeat what cannot succeed', async () => {
    const { dispatch } = court(() => fails(400))
    const { attempts } = await dispatch()
    expect(attempts).toMatchObject([{ errorClass: 'permanent', httpStatus: 400 }])
  })

  test('raises the effort when no label could be read, once', async () => {
    const { dispatch } = court(() => completes)
    const { attempts, completion } = await dispatch({ accept: () => 'retry' })
    expect(completion).toBeNull()
    expect(attempts.map(({ effort, errorClass }) => [effort, errorClass])).toEqual([
      ['low', 'format'],
      ['medium', 'format'],
    ])
    expect(attempts[0]).toMatchObject({ text: 'VALID', trace: expect.any(String) })
  })

  test('takes a second refusal to a larger model', async () => {
    const large = anEndpoint({ name: 'large', model: 'openai/gpt-oss-safeguard-120b' })
    const { dispatch } = court(() => completes, [...two, large])
    const accept = (completion: { model: string }): Acceptance =>
      completion.model.includes('120b') ? 'accept' : 'refused'
    const { attempts, completion } = await dispatch({ accept })
    expect(completion?.model).toContain('120b')
    expect(attempts.length).toBeLessThanOrEqual(3)
    expect(attempts.at(-1)?.endpointName).toBe('large')
  })

  test('leaves a second refusal to people where there is no larger model', async () => {
    const { dispatch } = court(() => completes)
    const { attempts, ending } = await dispatch({ accept: () => 'refused' })
    expect(ending).toBe('exhausted')
    expect(attempts.map((attempt) => attempt.errorClass)).toEqual(['refusal', 'refusal'])
  })

  test('asks with less effort when a reply ran into the limit', async () => {
    const { dispatch } = court((_, number) =>
      number === 1
        ? { kind: 'completes', completion: { text: '', finishReason: 'length' } }
        : completes,
    )
    const { attempts } = await dispatch({ effort: 'high' })
    expect(attempts.map(({ effort, errorClass }) => [effort, errorClass])).toEqual([
      ['high', 'budget'],
      ['medium', null],
    ])
  })

  test('doubles a stated output limit instead', async () => {
    const { dispatch, client } = court(() => ({
      kind: 'completes',
      completion: { text: '', finishReason: 'length' },
    }))
    await dispatch({ maxOutputTokens: 400 })
    expect(client.calls.map(({ request }) => request.maxOutputTokens)).toEqual([400, 800])
  })

  test('honours the time a rate limit asks for, where there is nobody else to ask', async () => {
    const limited = (_: FakeCall, number: number): FakeReply =>
      number === 1 ? fails(429, { retryAfterMs: 5_000 }) : completes
    const alone = await court(limited, [anEndpoint({ name: 'one' })]).dispatch()
    expect(alone.attempts[1]?.waitedMs).toBeGreaterThanOrEqual(5_000)
    const both = await court(limited).dispatch()
    expect(both.attempts[1]?.waitedMs).toBeLessThan(1_000)
    expect(both.attempts[1]?.endpointName).toBe('two')
  })

  test('ends at its deadline, whatever the server does', async () => {
    const { dispatch, time } = court(() => ({ kind: 'silent' }))
    const before = time.clock.now().getTime()
    const { ending, attempts, completion } = await dispatch({ deadlineMs: 1_000 })
    expect({ ending, completion }).toEqual({ ending: 'deadline', completion: null })
    expect(attempts).toMatchObject([{ errorClass: 'deadline' }])
    expect(time.clock.now().getTime() - before).toBeLessThan(2_000)
  })

  test('leaves a server that stays silent and tries another', async () => {
    const { dispatch } = court((_, number) => (number === 1 ? { kind: 'silent' } : completes))
    const { attempts, ending } = await dispatch({ deadlineMs: 600_000 })
    expect(ending).toBe('accepted')
    expect(attempts[0]).toMatchObject({ errorClass: 'transport' })
  })

  test('says why when there is no endpoint to ask', async () => {
    const { dispatch } = court(() => completes, [anEndpoint({ onPremises: false })])
    const { ending, attempts, reason } = await dispatch({ onPremisesOnly: true })
    expect({ ending, attempts }).toEqual({ ending: 'no-endpoint', attempts: [] })
    expect(reason).toContain('on premises')
  })

  test('waits for an endpoint that comes back within its patience', async () => {
    const { dispatch, pool, time } = court(() => completes, [anEndpoint()])
    const [status] = pool.list()
    const down = { ...status!.health, state: 'unhealthy' as const, reason: 'down' }
    pool.setHealth('ep_one', down)
    time.after(3_000, () => pool.setHealth('ep_one', { ...down, state: 'healthy' }))
    expect(await dispatch()).toMatchObject({ ending: 'accepted' })
  })

  test('leaves an endpoint that refuses our key alone and asks the other', async () => {
    const { dispatch, pool } = court(({ endpoint }) =>
      endpoint.name === 'one' ? fails(401) : completes,
    )
    const { attempts } = await dispatch()
    expect(attempts.map((attempt) => attempt.errorClass)).toEqual(['configuration', null])
    expect(pool.find('ep_one')?.health).toMatchObject({ state: 'refused' })
  })

  test('gives every seat back, however it ends', async () => {
    const reply = fc.constantFrom<FakeReply>(
      completes,
      fails(500),
      fails(400),
      fails(401),
      fails(429),
      { kind: 'drops' },
      { kind: 'completes', completion: { text: '' } },
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(reply, { minLength: 1, maxLength: 4 }),
        fc.constantFrom<Acceptance>('accept', 'retry', 'refused'),
        async (replies, acceptance) => {
          const { dispatch, pool } = court((_, n) => replies[(n - 1) % replies.length]!)
          const { attempts, completion } = await dispatch({ accept: () => acceptance })
          expect(pool.list().every((status) => status.inFlight === 0)).toBe(true)
          expect(attempts.length).toBeLessThanOrEqual(maxAttempts)
          expect(completion === null).toBe(attempts.at(-1)?.errorClass !== null)
          const ids = attempts.map((attempt) => attempt.requestId)
          expect(new Set(ids).size).toBe(ids.length)
        },
      ),
      { numRuns: 60 },
    )
  })
})

test('many dispatches at once stay within the limit of each endpoint', async () => {
  let most = 0
  const { dispatcher, pool, time } = court(() => {
    most = Math.max(most, ...pool.list().map((status) => status.inFlight))
    return completes
  })
  const request: DispatchRequest = {
    messages,
    effort: 'low',
    deadlineMs: 60_000,
    accept: () => 'accept',
  }
  const all = Promise.all(Array.from({ length: 50 }, () => dispatcher.dispatch(request)))
  const results = await time.until(all)
  expect(results.every((result) => result.ending === 'accepted')).toBe(true)
  expect(most).toBe(4)
})
