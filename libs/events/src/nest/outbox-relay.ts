import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common'
import { Clock } from '@assize/kernel'
import { Database } from '@assize/platform'
import type { DomainEvent } from '../domain-event.js'
import { LiveEvents } from './live-events.js'

/** Handles a batch of events of one type. It may run twice for the same event. */
export type EventHandler = (events: readonly DomainEvent[]) => Promise<void>

const pollMs = 1000
const batchSize = 500

/**
 * Hands committed events to their handlers, at least once. Any process may run it: rows are taken with
 * `SKIP LOCKED`, so two relays share the work. Handlers run before the rows are marked; a crash repeats them.
 */
@Injectable()
export class OutboxRelay implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly handlers = new Map<string, EventHandler>()
  private readonly logger = new Logger(OutboxRelay.name)
  private timer: NodeJS.Timeout | undefined
  private running: Promise<void> | undefined
  private again = false
  private closing = false

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(LiveEvents) private readonly live: LiveEvents,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  on(type: string, handler: EventHandler): void {
    this.handlers.set(type, handler)
  }

  onApplicationBootstrap(): void {
    this.live.onAny((types) => {
      if ([...types].some((type) => this.handlers.has(type))) this.kick()
    })
    this.timer = setInterval(() => this.kick(), pollMs)
    this.kick()
  }

  async onApplicationShutdown(): Promise<void> {
    this.closing = true
    clearInterval(this.timer)
    await this.running
  }

  /** Drains soon; calls while a drain runs make it look once more. */
  kick(): void {
    this.again = true
    if (this.closing) return
    this.running ??= this.drain().finally(() => {
      this.running = undefined
      if (this.again) this.kick()
    })
  }

  private async drain(): Promise<void> {
    try {
      while (this.again && !this.closing) {
        this.again = false
        while (!this.closing && (await this.relayBatch()) === batchSize);
      }
    } catch (error) {
      this.again = false
      const name = error instanceof Error ? error.name : 'unknown'
      this.logger.error('events wait: a handler failed and will be tried again', { name })
    }
  }

  private async relayBatch(): Promise<number> {
    return this.database.transaction(async (tx) => {
      const events = await tx.query<DomainEvent & { id: string }>(
        `SELECT id, type, subject, payload FROM outbox WHERE published_at IS NULL
         ORDER BY id LIMIT ${batchSize} FOR UPDATE SKIP LOCKED`,
      )
      if (events.length === 0) return 0
      for (const [type, group] of byType(events)) await this.handlers.get(type)?.(group)
      await tx.query('UPDATE outbox SET published_at = $2 WHERE id = ANY($1::uuid[])', [
        events.map(({ id }) => id),
        this.clock.now(),
      ])
      return events.length
    })
  }
}

function byType<Event extends DomainEvent>(events: readonly Event[]): Map<string, Event[]> {
  const groups = new Map<string, Event[]>()
  for (const event of events) {
    const group = groups.get(event.type)
    if (group) group.push(event)
    else groups.set(event.type, [event])
  }
  return groups
}
