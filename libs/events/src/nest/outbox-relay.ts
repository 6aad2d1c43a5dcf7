import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common'
import { Clock, uuidV7Floor } from '@assize/kernel'
import { Database, errorFields } from '@assize/platform'
import type { DomainEvent } from '../domain-event.js'
import { LiveEvents } from './live-events.js'

/** Handles a batch of events of one type. It may run twice for the same event. */
export type EventHandler = (events: readonly DomainEvent[]) => Promise<void>

const pollMs = 1000
const batchSize = 500
const sweepMs = 60 * 60_000
const keptMs = 7 * 24 * 60 * 60_000

/**
 * Hands committed events to their handlers, at least once. Processes share the work: rows are taken with `SKIP LOCKED`.
 * Handlers run before the rows are marked, so a crash repeats them; one that fails holds up its own type only.
 * A type without a handler here counts as told, so every process that relays registers the same handlers.
 */
@Injectable()
export class OutboxRelay implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly handlers = new Map<string, EventHandler>()
  private readonly logger = new Logger(OutboxRelay.name)
  private timers: NodeJS.Timeout[] = []
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
    this.timers = [
      setInterval(() => this.kick(), pollMs),
      setInterval(() => void this.forgetOld().catch((error) => this.say(error)), sweepMs),
    ]
    this.kick()
  }

  /** Before the job queues close: a handler that adds to a closed one would wait for ever. */
  async beforeApplicationShutdown(): Promise<void> {
    this.closing = true
    for (const timer of this.timers) clearInterval(timer)
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

  /** Takes away events told more than a week ago. */
  async forgetOld(): Promise<void> {
    const before = uuidV7Floor(this.clock.now().getTime() - keptMs)
    await this.database.query(
      'DELETE FROM outbox WHERE id < $1::uuid AND published_at IS NOT NULL',
      [before],
    )
  }

  private async drain(): Promise<void> {
    try {
      while (this.again && !this.closing) {
        this.again = false
        const failed = new Set<string>()
        while (!this.closing && (await this.relayBatch(failed)) === batchSize);
      }
    } catch (error) {
      this.again = false
      this.say(error)
    }
  }

  /** Answers how many were taken; adds the types whose handlers failed to `failed`, and leaves out those it holds. */
  private async relayBatch(failed: Set<string>): Promise<number> {
    return this.database.transaction(async (tx) => {
      const events = await tx.query<DomainEvent & { id: string }>(
        `SELECT id, type, subject, payload FROM outbox
         WHERE published_at IS NULL AND type <> ALL ($1::text[])
         ORDER BY id LIMIT ${batchSize} FOR UPDATE SKIP LOCKED`,
        [[...failed]],
      )
      const told: string[] = []
      for (const [type, group] of byType(events)) {
        if (await this.handle(type, group)) told.push(...group.map(({ id }) => id))
        else failed.add(type)
      }
      await tx.query('UPDATE outbox SET published_at = $2 WHERE id = ANY ($1::uuid[])', [
        told,
        this.clock.now(),
      ])
      return events.length
    })
  }

  private async handle(type: string, events: readonly DomainEvent[]): Promise<boolean> {
    try {
      await this.handlers.get(type)?.(events)
      return true
    } catch (error) {
      this.say(error, type)
      return false
    }
  }

  private say(error: unknown, type?: string): void {
    this.logger.error('events wait and are tried again', { type, ...errorFields(error) })
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
