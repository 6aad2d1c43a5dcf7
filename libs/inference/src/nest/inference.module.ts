import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common'
import { Clock, Randomness } from '@assize/kernel'
import { ApiKeys } from '../api-keys.js'
import { ChatClient } from '../chat-client.js'
import { Dispatcher } from '../dispatcher.js'
import { EndpointPool } from '../endpoint-pool.js'
import { EndpointProbe } from '../endpoint-probe.js'
import { HealthMonitor } from '../health-monitor.js'
import { Timer } from '../timer.js'
import { TokenCounter } from '../token-counter.js'
import { EndpointKeeper } from './endpoint-keeper.js'
import { EndpointModule } from './endpoint.module.js'
import { EnvironmentApiKeys } from './environment-api-keys.js'
import { GptTokenCounter } from './gpt-token-counter.js'
import { HttpEndpointProbe } from './http-endpoint-probe.js'
import { SystemTimer } from './system-timer.js'
import { OpenAiChatClient } from './openai-chat-client.js'

/** The side that calls models: imported where classifications are judged, and nowhere else. */
@Module({
  imports: [EndpointModule],
  providers: [
    EndpointPool,
    { provide: ApiKeys, useFactory: () => new EnvironmentApiKeys() },
    { provide: TokenCounter, useClass: GptTokenCounter },
    { provide: Timer, useClass: SystemTimer },
    {
      provide: OpenAiChatClient,
      inject: [ApiKeys, TokenCounter],
      useFactory: (keys: ApiKeys, tokens: TokenCounter) => new OpenAiChatClient({ keys, tokens }),
    },
    { provide: ChatClient, useExisting: OpenAiChatClient },
    {
      provide: HttpEndpointProbe,
      inject: [ApiKeys],
      useFactory: (keys: ApiKeys) => new HttpEndpointProbe(keys),
    },
    { provide: EndpointProbe, useExisting: HttpEndpointProbe },
    {
      provide: HealthMonitor,
      inject: [EndpointPool, EndpointProbe, Clock, Timer],
      useFactory: (pool: EndpointPool, probe: EndpointProbe, clock: Clock, timer: Timer) =>
        new HealthMonitor(pool, probe, clock, timer),
    },
    {
      provide: Dispatcher,
      inject: [EndpointPool, ChatClient, TokenCounter, Clock, Timer, Randomness],
      useFactory: (
        pool: EndpointPool,
        client: ChatClient,
        tokens: TokenCounter,
        clock: Clock,
        timer: Timer,
        randomness: Randomness,
      ) => new Dispatcher(pool, client, tokens, clock, timer, randomness),
    },
    EndpointKeeper,
  ],
  exports: [Dispatcher, EndpointPool, EndpointModule],
})
export class InferenceModule implements OnApplicationShutdown {
  constructor(
    @Inject(OpenAiChatClient) private readonly client: OpenAiChatClient,
    @Inject(HttpEndpointProbe) private readonly probe: HttpEndpointProbe,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.client.close(), this.probe.close()])
  }
}
