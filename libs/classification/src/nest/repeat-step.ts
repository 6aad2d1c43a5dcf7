import { Inject, Injectable, type OnModuleInit } from '@nestjs/common'
import { Clock, IdSource } from '@assize/kernel'
import { Outbox } from '@assize/events/nest'
import type { Sql } from '@assize/platform'
import type { AuditedRecording } from '@assize/verdict'
import { RecordingStep, VerdictRecorder } from '@assize/verdict/nest'
import { priorities } from '../classification.js'
import { acceptedEvent, groupIds, idsPerEvent } from '../jobs.js'

/** Behind actions and cases: it only asks for more judgements. */
const order = 30

/** How often an item is judged once more. With the first verdict that makes four, so that one slip stands out. */
export const repeatsAsked = 3

/**
 * Has an item judged again, under the same version and at the same effort, where a finding of its verdict calls for it.
 * Repeats are classifications like any other, counted apart, and never repeated themselves.
 */
@Injectable()
export class RepeatStep extends RecordingStep implements OnModuleInit {
  constructor(
    @Inject(VerdictRecorder) private readonly recorder: VerdictRecorder,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(IdSource) private readonly ids: IdSource,
    @Inject(Clock) private readonly clock: Clock,
  ) {
    super()
  }

  onModuleInit(): void {
    this.recorder.addStep(order, this)
  }

  apply(tx: Sql, recordings: readonly AuditedRecording[]): Promise<void> {
    return this.ask(
      tx,
      recordings.filter(isToRepeat).map(({ verdict }) => verdict.id),
    )
  }

  /** Each verdict's id is that of its classification. */
  async ask(tx: Sql, verdictIds: readonly string[]): Promise<void> {
    const doubted = verdictIds.flatMap((of) =>
      Array.from({ length: repeatsAsked }, () => ({ id: this.ids.next(), of })),
    )
    if (doubted.length === 0) return
    const rows = await tx.query<{ id: string }>(
      `INSERT INTO classification (id, content_item_id, policy, policy_commit, state, effort, priority,
         on_premises_only, mode, source, submitted_by, external_id, accepted_at, repeat_of)
       SELECT r.id, c.content_item_id, c.policy, c.policy_commit, 'pending', c.effort, $3,
         c.on_premises_only, 'repeat', c.source, c.submitted_by, c.external_id, $4, c.id
       FROM unnest($1::uuid[], $2::uuid[]) AS r (id, of) JOIN classification c ON c.id = r.of
       RETURNING id`,
      [
        doubted.map(({ id }) => id),
        doubted.map(({ of }) => of),
        priorities.batch,
        this.clock.now(),
      ],
    )
    const groups = groupIds(
      rows.map(({ id }) => id),
      idsPerEvent,
    )
    await this.outbox.append(
      tx,
      groups.map((ids) => ({
        type: acceptedEvent,
        subject: ids[0] ?? '',
        payload: { ids, priority: priorities.batch },
      })),
    )
  }
}

/** Imports were judged elsewhere: there is no classification to repeat. */
const isToRepeat = ({ audit, verdict, consequences }: AuditedRecording): boolean =>
  consequences && verdict.arm === 'live' && verdict.source === 'live' && !!audit.call?.repeats
