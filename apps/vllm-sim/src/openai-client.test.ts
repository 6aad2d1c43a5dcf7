import {
  anEndpoint,
  describeChatClient,
  type Behaviour,
  type ChatClientWorld,
} from '@assize/inference/contract'
import { EnvironmentApiKeys, GptTokenCounter, OpenAiChatClient } from '@assize/inference/nest'
import type { FaultShares } from './faults/fault-shares.js'
import type { SimulatorOptions } from './options.js'
import { startSimulator, type RunningSimulator } from './start-simulator.js'

const faults: Readonly<Partial<Record<Behaviour, FaultShares>>> = {
  'server-error': { 'server-error': 1 },
  'harmony-error': { 'harmony-error': 1 },
  'rate-limited': { 'rate-limited': 1 },
  'error-in-ok': { 'error-in-ok': 1 },
  'empty-answer': { 'empty-answer': 1 },
  'cut-short': { truncation: 1 },
  drops: { 'hang-up': 1 },
  silent: { silence: 1 },
}

const model = 'simulated/gpt-oss-safeguard-20b'

async function openWorld(options: Partial<SimulatorOptions>): Promise<ChatClientWorld> {
  const servers = new Map<Behaviour, RunningSimulator>()
  const client = new OpenAiChatClient({
    keys: new EnvironmentApiKeys({ WRONG_KEY: 'wrong' }),
    tokens: new GptTokenCounter(),
  })
  const serve = async (behaviour: Behaviour): Promise<RunningSimulator> => {
    const known = servers.get(behaviour)
    if (known) return known
    const apiKey = behaviour === 'refuses-key' ? 'right' : null
    const started = await startSimulator({
      ...options,
      apiKey,
      name: behaviour,
      faults: faults[behaviour] ?? {},
    })
    servers.set(behaviour, started)
    if (behaviour === 'down') await started.close()
    return started
  }
  return {
    client,
    endpoint: async (name) =>
      anEndpoint({
        name,
        baseUrl: `${(await serve(name)).url}/v1`,
        model: name === 'unknown-model' ? 'another' : model,
        apiKeyEnv: name === 'refuses-key' ? 'WRONG_KEY' : null,
      }),
    close: async () => {
      await client.close()
      await Promise.all([...servers.values()].map((server) => server.close()))
    },
  }
}

describeChatClient('openai SDK against vllm-sim', () => openWorld({}))
describeChatClient('openai SDK against a server with the older trace field', () =>
  openWorld({ reasoningField: 'reasoning_content' }),
)
