import { Inject, Injectable } from '@nestjs/common'
import { Database, type Sql } from '@assize/platform'
import { lookAgain, type Neighbour } from '../across/later-look.js'
import { AcrossNeighbours, isJudgement, type Comparable } from './across-neighbours.js'
import type { LaterSet, SetBefore } from './later-set.js'
import { LaterSets } from './later-sets.js'

const batchSize = 200
/** Those told of a disagreement in one round because a newer verdict parts from them. */
const mostOthers = 400

type Subject = Comparable & SetBefore

/**
 * Compares verdicts with those they should agree with, after they were recorded. It goes by the ids of finding sets, so
 * that verdicts with a time of their own are met too, and a set made by a later audit is completed like the first.
 */
@Injectable()
export class AcrossVerdicts {
  /** Clocks of our processes may differ; what new content resembles is sketched within a moment. */
  protected readonly settleMs: number = 5_000

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(AcrossNeighbours) private readonly neighbours: AcrossNeighbours,
    @Inject(LaterSets) private readonly sets: LaterSets,
  ) {}

  /** Whether more is waiting. The row of the progress is held meanwhile: a second worker finds it taken and goes. */
  lookOnce(): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      const [progress] = await tx.query<{ after: string }>(
        `SELECT after FROM across_progress WHERE id = 'verdicts' FOR UPDATE SKIP LOCKED`,
      )
      if (!progress) return false
      const next = await this.nextSets(tx, progress.after)
      const last = next.at(-1)
      if (!last) return false
      const verdicts = [...new Set(next.map(({ verdictId }) => verdictId))]
      await this.sets.record(tx, await this.look(tx, verdicts))
      await noteDays(tx, verdicts)
      await tx.query(
        `UPDATE across_progress SET after = $1, moved_at = now() WHERE id = 'verdicts'`,
        [last.id],
      )
      return next.length === batchSize
    })
  }

  /** Only what no transaction under way can still come before. */
  private nextSets(tx: Sql, after: string): Promise<readonly { id: string; verdictId: string }[]> {
    return tx.query(
      `SELECT id, verdict_id AS "verdictId" FROM record_finding_set
       WHERE id > $1 AND id < (
         SELECT (lpad(to_hex(floor(extract(epoch FROM least(now(), min(greatest(a.xact_start, now() - interval '10 minutes'))))
           * 1000)::bigint - $2::bigint), 12, '0') || '00000000000000000000')::uuid
         FROM pg_stat_activity a WHERE a.datname = current_database() AND a.pid <> pg_backend_pid()
           AND a.backend_xid IS NOT NULL)
       ORDER BY id LIMIT ${batchSize}`,
      [after, this.settleMs],
    )
  }

  private async look(tx: Sql, verdictIds: readonly string[]): Promise<readonly LaterSet[]> {
    const subjects = await this.subjects(tx, verdictIds)
    const neighbours = await this.neighbours.of(subjects)
    const own = additionsTo(subjects, neighbours)
    const seen = new Set(verdictIds)
    const parted = partedFrom(subjects, neighbours).filter((id) => !seen.has(id))
    const others = await this.subjects(tx, parted.slice(0, mostOthers))
    return [...own, ...additionsTo(others, await this.neighbours.of(others))]
  }

  /** Erased words are compared no more. */
  private subjects(tx: Sql, ids: readonly string[]): Promise<readonly Subject[]> {
    return tx.query<Subject>(
      `SELECT v.id, v.content_item_id AS "contentItemId", v.policy, v.policy_commit AS "policyCommit",
         v.prompt_digest AS "promptDigest", v.outcome, v.model, v.effort, v.simulated,
         v.severity, v.rules, v.arm, v.source, f.followed -> 'findings' AS followed,
         EXISTS (SELECT FROM record_action a WHERE a.verdict_id = v.id) AS acted, f.id AS "setId", f.risk::float8 AS risk, f.flagged, f.findings, p.evidence
       FROM record_verdict v
       CROSS JOIN LATERAL (
         SELECT s.* FROM record_finding_set s WHERE s.verdict_id = v.id ORDER BY s.id DESC LIMIT 1) f
       JOIN payload_finding_set p ON p.finding_set_id = f.id
       WHERE v.id = ANY($1::uuid[]) AND ${isJudgement('v')}
         AND EXISTS (SELECT FROM payload_content_item c WHERE c.content_item_id = v.content_item_id)`,
      [ids],
    )
  }
}

type Neighbours = ReadonlyMap<string, readonly Neighbour[]>

const additionsTo = (subjects: readonly Subject[], neighbours: Neighbours): readonly LaterSet[] =>
  subjects.flatMap((subject) => {
    const before = {
      ...subject,
      findings: subject.findings.map((finding, i) => ({
        ...finding,
        evidence: subject.evidence[i] ?? null,
      })),
    }
    const addition = lookAgain(subject, neighbours.get(subject.id) ?? [], before)
    return addition ? [{ before: subject, addition }] : []
  })

const partedFrom = (subjects: readonly Subject[], neighbours: Neighbours): readonly string[] => [
  ...new Set(
    subjects.flatMap(({ id, outcome }) =>
      (neighbours.get(id) ?? []).filter((each) => each.outcome !== outcome).map((each) => each.id),
    ),
  ),
]

/** In order, so that two who note the same days wait for one another and never in a circle. */
async function noteDays(tx: Sql, verdictIds: readonly string[]): Promise<void> {
  await tx.query(
    `INSERT INTO finding_day_due SELECT DISTINCT (decided_at AT TIME ZONE 'UTC')::date FROM verdict_listing
     WHERE verdict_id = ANY($1::uuid[]) ORDER BY 1 ON CONFLICT DO NOTHING`,
    [verdictIds],
  )
}
