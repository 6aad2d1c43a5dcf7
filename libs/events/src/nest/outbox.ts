import { Inject, Injectable } from '@nestjs/common'
import { Clock, IdSource } from '@assize/kernel'
import { insertRows, type Sql } from '@assize/platform'
import type { DomainEvent } from '../domain-event.js'
import { packNotices } from '../notice.js'

export const noticeChannel = 'assize'

/** Writes events in the transaction of what they tell of; listeners hear them at commit, never before. */
@Injectable()
export class Outbox {
  constructor(
    @Inject(IdSource) private readonly ids: IdSource,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async append(tx: Sql, events: readonly DomainEvent[]): Promise<void> {
    if (events.length === 0) return
    const createdAt = this.clock.now()
    await insertRows(
      tx,
      'outbox',
      events.map((event) => ({
        id: this.ids.next(),
        type: event.type,
        subject: event.subject,
        payload: event.payload,
        created_at: createdAt,
      })),
    )
    await tx.query('SELECT pg_notify($1, notice) FROM unnest($2::text[]) AS notice', [
      noticeChannel,
      packNotices(events),
    ])
  }
}
