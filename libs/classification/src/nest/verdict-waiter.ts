import { Inject, Injectable, type OnModuleInit } from '@nestjs/common'
import { LiveEvents } from '@assize/events/nest'
import { Database } from '@assize/platform'

const recheckMs = 1000

/** Waits for verdicts to be recorded by whichever process judges them. */
@Injectable()
export class VerdictWaiter implements OnModuleInit {
  private readonly waiting = new Map<string, Set<() => void>>()

  constructor(
    @Inject(LiveEvents) private readonly live: LiveEvents,
    @Inject(Database) private readonly database: Database,
  ) {}

  onModuleInit(): void {
    this.live.subscribe('verdict.recorded', ({ subject }) => {
      for (const settle of this.waiting.get(subject) ?? []) settle()
    })
  }

  /**
   * Resolves when all are recorded or the time is up. It listens first and asks the database after, so nothing falls
   * in between; and asks again from time to time, since notices may be lost with a connection.
   */
  async until(ids: readonly string[], deadlineMs: number): Promise<void> {
    const open = new Map(ids.map((id) => [id, (): void => settle(id)]))
    let finish: () => void = () => undefined
    const finished = new Promise<void>((resolve) => (finish = resolve))
    const settle = (id: string): void => {
      open.delete(id)
      if (open.size === 0) finish()
    }
    const timers = [
      setTimeout(finish, deadlineMs),
      setInterval(() => void this.askFor(open).catch(() => undefined), recheckMs),
    ]
    for (const [id, heard] of open) this.listen(id, heard)
    const listeners = [...open]
    try {
      await this.askFor(open)
      await finished
    } finally {
      for (const timer of timers) clearTimeout(timer)
      for (const [id, heard] of listeners) this.forget(id, heard)
    }
  }

  private async askFor(open: ReadonlyMap<string, () => void>): Promise<void> {
    const rows = await this.database.query<{ id: string }>(
      "SELECT id FROM classification WHERE id = ANY($1::uuid[]) AND state = 'recorded'",
      [[...open.keys()]],
    )
    for (const { id } of rows) open.get(id)?.()
  }

  private listen(id: string, heard: () => void): void {
    this.waiting.set(id, (this.waiting.get(id) ?? new Set()).add(heard))
  }

  private forget(id: string, heard: () => void): void {
    const listeners = this.waiting.get(id)
    listeners?.delete(heard)
    if (listeners?.size === 0) this.waiting.delete(id)
  }
}
