import { describeChatClient, type Behaviour } from '../chat-client.contract.js'
import { anEndpoint } from './an-endpoint.js'
import { FakeChatClient, type FakeReply } from './fake-chat-client.js'

const replies: Readonly<Record<Behaviour, FakeReply>> = {
  answers: { kind: 'completes' },
  'server-error': { kind: 'fails', status: 500 },
  'harmony-error': { kind: 'fails', status: 500, message: 'Unknown role: simulated' },
  'rate-limited': { kind: 'fails', status: 429, retryAfterMs: 1000 },
  'error-in-ok': { kind: 'fails', status: 200 },
  'refuses-key': { kind: 'fails', status: 401 },
  'unknown-model': { kind: 'fails', status: 404 },
  'empty-answer': { kind: 'completes', completion: { text: '' } },
  'cut-short': { kind: 'completes', completion: { text: '', finishReason: 'length' } },
  drops: { kind: 'drops' },
  silent: { kind: 'silent' },
  down: { kind: 'drops' },
}

describeChatClient('fake', () =>
  Promise.resolve({
    client: new FakeChatClient(({ endpoint, request }) =>
      endpoint.name === 'drops' && request.stream
        ? { kind: 'drops', partialTrace: 'We need to' }
        : replies[endpoint.name as Behaviour],
    ),
    endpoint: (name) => Promise.resolve(anEndpoint({ name })),
    close: () => Promise.resolve(),
  }),
)
