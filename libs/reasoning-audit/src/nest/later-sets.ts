import { Inject, Injectable } from '@nestjs/common'
import { canonicalJson, Clock, commitTo, IdSource, Randomness } from '@assize/kernel'
import { Outbox } from '@assize/events/nest'
import type { Row, Sql } from '@assize/platform'
import type { Addition } from '../across/later-look.js'
import type { RecordedFinding } from '../finding-store.js'

type Evidence = Readonly<Record<string, unknown>>

/** The newest finding set of a verdict, with its words. */
export interface SetBefore {
  readonly id: string
  readonly setId: string
  readonly risk: number
  readonly flagged: boolean
  readonly findings: readonly Omit<RecordedFinding, 'evidence'>[]
  readonly evidence: readonly Evidence[]
}

export interface LaterSet {
  readonly before: SetBefore
  readonly addition: Addition
}

/**
 * What a later look at a verdict found becomes a finding set of its own, with all that was found before: sets are facts,
 * the newest counts, and the listing follows it. Whatever else stood in the set before stands in this one.
 */
@Injectable()
export class LaterSets {
  constructor(
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(IdSource) private readonly ids: IdSource,
    @Inject(Randomness) private readonly randomness: Randomness,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async record(tx: Sql, sets: readonly LaterSet[]): Promise<void> {
    if (sets.length === 0) return
    const made = sets.map((set) => this.make(set))
    await tx.query(
      `INSERT INTO record_finding_set
       SELECT r.* FROM jsonb_to_recordset($1::jsonb) AS n (of uuid, set jsonb, did int)
       JOIN record_finding_set s ON s.id = n.of
       CROSS JOIN LATERAL jsonb_populate_record(s, n.set || ${withoutConsequences}) r`,
      [JSON.stringify(made.map(({ of, set, did }) => ({ of, set, did })))],
    )
    await tx.query(
      `INSERT INTO payload_finding_set
       SELECT r.* FROM jsonb_to_recordset($1::jsonb) AS n (of uuid, words jsonb)
       JOIN payload_finding_set s ON s.finding_set_id = n.of
       CROSS JOIN LATERAL jsonb_populate_record(s, n.words) r`,
      [JSON.stringify(made.map(({ of, words }) => ({ of, words })))],
    )
    await tx.query(
      `UPDATE verdict_listing l SET finding_types = f.types, flagged = f.flagged, risk = f.risk, finding_set_id = f.id
       FROM record_finding_set f WHERE f.id = ANY($1::uuid[]) AND l.verdict_id = f.verdict_id`,
      [made.map(({ set }) => set['id'])],
    )
    await this.outbox.append(
      tx,
      sets.flatMap((set, i) => raisedEvents(set, made[i]?.set['id'])),
    )
  }

  private make({ before, addition }: LaterSet): {
    of: string
    set: Row
    words: Row
    did: number
  } {
    const id = this.ids.next()
    const salt = this.randomness.bytes(32)
    const evidence = [...before.evidence, ...addition.findings.map((each) => each.evidence)]
    const findings = [
      ...before.findings,
      ...addition.findings.map(({ evidence: _evidence, ...finding }) => finding),
    ]
    const set = {
      id,
      risk: addition.risk,
      flagged: addition.flagged,
      types: [...new Set(findings.map(({ type }) => type))],
      findings,
      commitment: hex(commitTo(salt, canonicalJson(evidence))),
      recorded_at: this.clock.now(),
    }
    const words = { finding_set_id: id, salt: hex(salt), evidence }
    return { of: before.setId, set, words, did: addition.findings.length }
  }
}

/** Rules are asked when a verdict is recorded; what a later look finds counts, and is told as an event. */
const withoutConsequences = `CASE WHEN s.followed IS NULL THEN '{}'::jsonb ELSE jsonb_build_object('followed',
  jsonb_set(s.followed, '{findings}', (s.followed -> 'findings') || (
    SELECT jsonb_agg('{"does": ["count"]}'::jsonb) FROM generate_series(1, n.did)))) END`

const hex = (bytes: Uint8Array): string => `\\x${Buffer.from(bytes).toString('hex')}`

const raisedEvents = ({ before, addition }: LaterSet, setId: unknown) =>
  addition.findings.map(({ type, severity }, index) => ({
    type: 'finding.raised',
    subject: `${String(setId)}:${before.findings.length + index}`,
    payload: { verdictId: before.id, type, severity },
  }))
