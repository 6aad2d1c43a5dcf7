import { Inject, Injectable } from '@nestjs/common'
import { Randomness } from '@assize/kernel'
import { Outbox } from '@assize/events/nest'
import { Database, insertNew, insertRows, type Sql } from '@assize/platform'
import type { AuditedRecording, AuditSummary, VerdictRecording } from '../verdict-recording.js'
import type { RecordingStep, VerdictAuditor } from './recording-step.js'
import { attemptRows, listingRow, verdictRow, wordsRow } from './verdict-rows.js'

export type Alongside = (tx: Sql, recorded: ReadonlySet<string>) => Promise<void>

/**
 * Puts verdicts on the record: verdict, words, attempts, findings, and whatever the registered steps add, in one
 * transaction with the events that tell of it. A verdict whose id is there already is left as it is, so that double
 * delivery records once.
 */
@Injectable()
export class VerdictRecorder {
  private auditor: VerdictAuditor | undefined
  private readonly steps: { readonly order: number; readonly step: RecordingStep }[] = []

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Randomness) private readonly randomness: Randomness,
  ) {}

  auditWith(auditor: VerdictAuditor): void {
    this.auditor = auditor
  }

  /** Steps run in the order of `order`, lowest first. */
  addStep(order: number, step: RecordingStep): void {
    this.steps.push({ order, step })
    this.steps.sort((a, b) => a.order - b.order)
  }

  /** Answers the ids that were new. `alongside` writes in the same transaction. */
  async record(
    recordings: readonly VerdictRecording[],
    alongside?: Alongside,
  ): Promise<ReadonlySet<string>> {
    await this.auditor?.prepare?.(recordings)
    return this.database.transaction(async (tx) => {
      const drafts = recordings.map((recording) => verdictRow(recording, this.randomness.bytes(32)))
      const fresh = await insertNew(
        tx,
        'record_verdict',
        drafts.map(({ row }) => row),
        'id',
      )
      const kept = drafts.filter(({ recording }) => fresh.has(recording.verdict.id))
      await this.recordWords(tx, kept)
      const audited = await this.auditAll(
        tx,
        kept.map(({ recording }) => recording),
      )
      for (const { step } of this.steps) await step.apply(tx, audited)
      await list(tx, audited)
      await this.outbox.append(tx, audited.map(recordedEvent))
      await alongside?.(tx, fresh)
      return fresh
    })
  }

  private async recordWords(
    tx: Sql,
    kept: readonly ReturnType<typeof verdictRow>[],
  ): Promise<void> {
    await insertRows(tx, 'payload_verdict', kept.map(wordsRow))
    const attempts = kept.flatMap(({ recording }) =>
      attemptRows(recording, () => this.randomness.bytes(32)),
    )
    await insertRows(
      tx,
      'record_attempt',
      attempts.map(({ row }) => row),
    )
    await insertRows(
      tx,
      'payload_attempt',
      attempts.flatMap(({ payload }) => (payload ? [payload] : [])),
    )
  }

  private async auditAll(
    tx: Sql,
    recordings: readonly VerdictRecording[],
  ): Promise<readonly AuditedRecording[]> {
    if (recordings.length === 0) return []
    if (!this.auditor)
      throw new Error('no auditor is registered: verdicts are never recorded unaudited')
    const audits = await this.auditor.audit(tx, recordings)
    return recordings.map((recording, i) => {
      const audit = audits[i]
      if (!audit) throw new Error('the auditor answered for fewer verdicts than it was given')
      return { ...recording, audit }
    })
  }
}

/** After the steps, so that the row says at once what they asked for and opened, and is written once. */
async function list(tx: Sql, audited: readonly AuditedRecording[]): Promise<void> {
  const ids = audited.map(({ verdict }) => verdict.id)
  const standing = await tx.query<{ readonly verdict_id: string }>(
    'SELECT * FROM standing_of_verdicts($1::uuid[])',
    [ids],
  )
  const byId = new Map(standing.map((row) => [row.verdict_id, row]))
  await insertRows(
    tx,
    'verdict_listing',
    audited.map((each) => ({ ...listingRow(each), ...byId.get(each.verdict.id) })),
  )
}

const recordedEvent = ({
  verdict,
  audit,
}: {
  verdict: VerdictRecording['verdict']
  audit: AuditSummary
}) => ({
  type: 'verdict.recorded',
  subject: verdict.id,
  payload: {
    policy: verdict.policy,
    contentItemId: verdict.contentItemId,
    outcome: verdict.outcome,
    flagged: audit.flagged,
    source: verdict.source,
    arm: verdict.arm,
    simulated: verdict.simulated,
  },
})
