import { Inject, Injectable } from '@nestjs/common'
import { Clock, Randomness } from '@assize/kernel'
import { ChatClient, Timer, TokenCounter, type Endpoint } from '@assize/inference'
import { PinnedEndpoint } from '../index.js'

/** Makes the calls of tests, apart from those of judging: an endpoint that is tried out is asked on purpose. */
@Injectable()
export class TestCalls {
  constructor(
    @Inject(ChatClient) private readonly client: ChatClient,
    @Inject(TokenCounter) private readonly tokens: TokenCounter,
    @Inject(Timer) private readonly timer: Timer,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Randomness) private readonly randomness: Randomness,
  ) {}

  at(endpoint: Endpoint): PinnedEndpoint {
    const { client, tokens, timer, clock, randomness } = this
    return new PinnedEndpoint(endpoint, { client, tokens, timer, clock, randomness })
  }
}
