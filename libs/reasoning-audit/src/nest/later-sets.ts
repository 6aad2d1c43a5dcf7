import { Inject, Injectable } from '@nestjs/common'
import { canonicalJson, Clock, commitTo, IdSource, Randomness } from '@assize/kernel'
import { Outbox } from '@assize/events/nest'
import type { Row, Sql } from '@assize/platform'
import { LaterConsequences, type LaterFollowed } from './later-consequences.js'
import type { LaterSet, SetToMake } from './later-set.js'

/**
 * What a later look at a verdict found becomes a finding set of its own, with all that was found before: sets are facts,
 * the newest counts, and the listing follows it. Whatever else stood in the set before stands in this one. What the new
 * findings lead to is done in the same transaction.
 */
@Injectable()
export class LaterSets {
  constructor(
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(LaterConsequences) private readonly consequences: LaterConsequences,
    @Inject(IdSource) private readonly ids: IdSource,
    @Inject(Randomness) private readonly randomness: Randomness,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async record(tx: Sql, sets: readonly LaterSet[]): Promise<void> {
    if (sets.length === 0) return
    const toMake = sets.map((of): SetToMake => ({ id: this.ids.next(), of }))
    const followed = await this.consequences.follow(toMake)
    const made = toMake.map((set, i) => this.make(set, followed[i]))
    await tx.query(
      `INSERT INTO record_finding_set
       SELECT r.* FROM jsonb_to_recordset($1::jsonb) AS n (of uuid, set jsonb)
       JOIN record_finding_set s ON s.id = n.of
       CROSS JOIN LATERAL jsonb_populate_record(s, n.set) r`,
      [JSON.stringify(made.map(({ of, set }) => ({ of, set })))],
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
      toMake.flatMap(({ id, of }) => raisedEvents(of, id)),
    )
    await this.consequences.apply(tx, toMake, followed)
  }

  private make(
    { id, of: { before, addition } }: SetToMake,
    followed: LaterFollowed | undefined,
  ): { of: string; set: Row; words: Row } {
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
      followed: {
        rules: followed?.rulesId ?? null,
        findings: [
          ...before.findings.map((_, i) => before.followed?.[i] ?? null),
          ...(followed?.findings ?? []),
        ],
      },
      commitment: hex(commitTo(salt, canonicalJson(evidence))),
      recorded_at: this.clock.now(),
    }
    const words = { finding_set_id: id, salt: hex(salt), evidence }
    return { of: before.setId, set, words }
  }
}

const hex = (bytes: Uint8Array): string => `\\x${Buffer.from(bytes).toString('hex')}`

const raisedEvents = ({ before, addition }: LaterSet, setId: string) =>
  addition.findings.map(({ type, severity }, index) => ({
    type: 'finding.raised',
    subject: `${setId}:${before.findings.length + index}`,
    payload: { verdictId: before.id, type, severity },
  }))
