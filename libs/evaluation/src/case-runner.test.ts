import { expect, test } from '@jest/globals'
import { SystemClock } from '@assize/kernel'
import type { Completion } from '@assize/inference'
import { anEndpoint, FakeChatClient, SeededRandomness } from '@assize/inference/contract'
import { RoughTokenCounter, Timer } from '@assize/inference'
import { buildPrompt } from '@assize/classification'
import { runCases, turnsOf } from './case-runner.js'
import { casesOf, jsonContract } from './fixtures/tested-run.js'
import { PinnedEndpoint } from './pinned-endpoint.js'
import type { JudgedCase } from './test-result.js'

const policy = { text: '# Policy', contract: jsonContract }
const cases = casesOf([
  { label: 'VALID' },
  { label: 'INVALID', rules: ['A-1'] },
  { label: 'VALID' },
])
const answer = (label: string, rules: string[] = []): Partial<Completion> => ({
  text: JSON.stringify({ violation: label, rules }),
})

/** Waits between attempts take no time; deadlines do. */
class HastyTimer extends Timer {
  after(delayMs: number, action: () => void): () => void {
    const handle = setTimeout(action, delayMs < 60_000 ? 0 : delayMs)
    return () => clearTimeout(handle)
  }
}

function pinned(client: FakeChatClient) {
  return new PinnedEndpoint(anEndpoint({ maxInFlight: 8 }), {
    ...{
      client,
      tokens: new RoughTokenCounter(),
      clock: new SystemClock(),
      timer: new HastyTimer(),
    },
    randomness: new SeededRandomness(1),
  })
}

async function run(client: FakeChatClient, turns = turnsOf(cases, 2)): Promise<JudgedCase[]> {
  const kept: JudgedCase[] = []
  const dispatcher = pinned(client)
  await runCases({
    ...{ policy, effort: 'low', turns, dispatcher, atOnce: dispatcher.atOnce },
    keep: (judged) => Promise.resolve(void kept.push(judged)),
  })
  return kept
}

test('every case is judged as often as asked, by the prompt that judging sends', async () => {
  const client = new FakeChatClient(() => ({ kind: 'completes', completion: answer('VALID') }))
  const kept = await run(client)
  expect(kept.map(({ result }) => [result.caseIndex, result.repeat]).sort()).toEqual([
    ...[
      [0, 1],
      [0, 2],
      [1, 1],
      [1, 2],
      [2, 1],
      [2, 2],
    ],
  ])
  for (const { request } of client.calls) {
    const of = cases.find(
      ({ content }) => request.messages[1]?.content === content.messages[0]?.content,
    )
    expect(request.messages).toEqual(buildPrompt(policy.text, of!.content))
    expect(request).toMatchObject({ effort: 'low' })
  }
})

test('attempts and the reason are kept where nothing is determined', async () => {
  const client = new FakeChatClient(({ request }) => ({
    kind: 'completes',
    completion: request.messages[1]?.content === 'item 1' ? { text: 'hm' } : answer('VALID'),
  }))
  const [, none] = (await run(client, turnsOf(cases, 1))).sort(
    (a, b) => a.result.caseIndex - b.result.caseIndex,
  )
  expect(none).toMatchObject({
    result: { outcome: 'undetermined', undeterminedReason: 'no-readable-label', label: null },
    words: { output: 'hm' },
  })
  expect(none?.result.attempts.map(({ errorClass }) => errorClass)).toEqual(['format', 'format'])
})

test('an endpoint that says nothing ends the run, and is no result', async () => {
  const client = new FakeChatClient(() => ({ kind: 'drops' }))
  await expect(run(client)).rejects.toMatchObject({
    ...{ code: 'ENDPOINT_UNUSABLE', facts: { saw: 'nobody answered' } },
  })
  const strange = new FakeChatClient(() => ({ kind: 'fails', status: 404, message: 'quoting' }))
  await expect(run(strange)).rejects.toMatchObject({
    message: 'expected the endpoint to answer: the server knows no such model or address (404)',
  })
})

test('one that comes back is asked again', async () => {
  const client = new FakeChatClient((_, number) =>
    number <= 3 ? { kind: 'drops' } : { kind: 'completes', completion: answer('VALID') },
  )
  expect(await run(client, turnsOf(cases, 1).slice(0, 1))).toHaveLength(1)
})

test('what is done is left out', () => {
  const rest = turnsOf(cases, 2, (index, repeat) => repeat === 1 || index === 0)
  expect(rest.map(({ of, repeat }) => [of.index, repeat])).toEqual([
    [1, 2],
    [2, 2],
  ])
})
