import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { ChatClient, ChatResult } from './chat-client.js'
import type { ChatRequest } from './chat-request.js'
import type { Endpoint } from './endpoint.js'
import type { ErrorClass } from './failure.js'

/** How an endpoint of the suite behaves, always. */
export type Behaviour =
  | 'answers'
  | 'server-error'
  | 'harmony-error'
  | 'rate-limited'
  | 'error-in-ok'
  | 'refuses-key'
  | 'unknown-model'
  | 'empty-answer'
  | 'cut-short'
  | 'drops'
  | 'silent'
  | 'down'

export interface ChatClientWorld {
  readonly client: ChatClient
  endpoint(behaviour: Behaviour): Promise<Endpoint>
  close(): Promise<void>
}

const request: ChatRequest = {
  messages: [
    {
      role: 'system',
      content:
        '# Spam\nAnswer VALID or INVALID.\n## Violates (INVALID)\n- SP-1.1 Promotion: cheap pills for sale\n## Safe (VALID)\n- SP-0.1 Talk: ordinary questions\n',
    },
    { role: 'user', content: 'Who sells a ladder near the station?' },
  ],
  effort: 'medium',
  requestId: 'contract-1',
}

const refusals: readonly (readonly [Behaviour, ErrorClass, number | null])[] = [
  ['server-error', 'transport', 500],
  ['harmony-error', 'harmony', 500],
  ['rate-limited', 'rate-limited', 429],
  ['error-in-ok', 'transport', 200],
  ['refuses-key', 'configuration', 401],
  ['unknown-model', 'permanent', 404],
  ['drops', 'transport', null],
  ['down', 'transport', null],
]

/** What every chat client owes the dispatcher. */
export function describeChatClient(name: string, open: () => Promise<ChatClientWorld>): void {
  describe(`chat client: ${name}`, () => {
    let world: ChatClientWorld
    beforeAll(async () => {
      world = await open()
    })
    afterAll(() => world.close())

    const ask = async (
      behaviour: Behaviour,
      more: Partial<ChatRequest> = {},
      signal = new AbortController().signal,
    ): Promise<ChatResult> =>
      world.client.complete(await world.endpoint(behaviour), { ...request, ...more }, signal)

    test('an answer comes with its trace, usage and origin', async () => {
      const result = await ask('answers')
      expect(result).toMatchObject({
        kind: 'completion',
        completion: {
          id: expect.stringContaining('contract-1'),
          text: expect.stringMatching(/^(IN)?VALID$/),
          trace: expect.stringMatching(/\S/),
          reasoningField: expect.stringMatching(/^reasoning/),
          finishReason: 'stop',
          httpStatus: 200,
          firstTokenMs: null,
          systemFingerprint: expect.stringContaining('simulated'),
          simulated: true,
          usage: { promptTokens: expect.any(Number), estimated: [] },
          rawReply: expect.stringMatching(/^\{/),
        },
      })
    })

    test('a streamed answer is the same answer, and tells when it began', async () => {
      const plain = await ask('answers')
      const streamed = await ask('answers', { stream: true })
      if (plain.kind !== 'completion' || streamed.kind !== 'completion')
        throw new Error('expected two completions')
      const { text, trace, finishReason, reasoningField } = plain.completion
      expect(streamed.completion).toMatchObject({ text, trace, finishReason, reasoningField })
      expect(streamed.completion.usage.promptTokens).toBe(plain.completion.usage.promptTokens)
      expect(streamed.completion.firstTokenMs).toBeGreaterThanOrEqual(0)
    })

    test.each(refusals)(
      '%s is a failure of class %s',
      async (behaviour, errorClass, httpStatus) => {
        const result = await ask(behaviour)
        expect(result).toMatchObject({ kind: 'failure', failure: { errorClass, httpStatus } })
      },
    )

    test('a rate limit says how long to stay away', async () => {
      const result = await ask('rate-limited')
      expect(result).toMatchObject({ failure: { retryAfterMs: 1000 } })
    })

    test('a stream that breaks off keeps what it had said', async () => {
      const result = await ask('drops', { stream: true })
      expect(result).toMatchObject({
        kind: 'failure',
        failure: { errorClass: 'transport', partialTrace: expect.stringMatching(/\S/) },
      })
    })

    test('an answer without text, or cut short, is still a completion', async () => {
      const empty = await ask('empty-answer')
      expect(empty).toMatchObject({ completion: { text: '', finishReason: 'stop' } })
      const cut = await ask('cut-short')
      expect(cut).toMatchObject({ completion: { text: '', finishReason: 'length' } })
    })

    test('an aborted call ends at once, as a deadline', async () => {
      const controller = new AbortController()
      const asked = ask('silent', {}, controller.signal)
      setTimeout(() => controller.abort(), 20)
      expect(await asked).toMatchObject({ kind: 'failure', failure: { errorClass: 'deadline' } })
    })

    test('a call aborted before it began is a deadline', async () => {
      const result = await ask('answers', {}, AbortSignal.abort())
      expect(result).toMatchObject({ kind: 'failure', failure: { errorClass: 'deadline' } })
    })
  })
}
