export { EventsModule } from './events.module.js'
export { LiveEvents } from './live-events.js'
export { Outbox } from './outbox.js'
export { OutboxRelay, type EventHandler } from './outbox-relay.js'
