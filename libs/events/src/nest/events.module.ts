import { Global, Module } from '@nestjs/common'
import { LiveEvents } from './live-events.js'
import { Outbox } from './outbox.js'
import { OutboxRelay } from './outbox-relay.js'

@Global()
@Module({
  providers: [Outbox, LiveEvents, OutboxRelay],
  exports: [Outbox, LiveEvents, OutboxRelay],
})
export class EventsModule {}
