import { Inject, Injectable } from '@nestjs/common'
import { Database, toPage, type Page, type PageRequest } from '@assize/platform'
import type { Scope } from '@assize/verdict/nest'
import type { FollowedFinding } from '../finding-rules-applied.js'
import type { FindingSelection, RecordedAudit, RecordedFinding } from '../finding-store.js'
import { conditionsOf } from './finding-conditions.js'

type Finding = Omit<
  RecordedFinding,
  'id' | 'number' | 'verdictId' | 'evidence' | 'recordedAt' | 'followed'
>

interface SetRow {
  readonly id: string
  readonly verdictId: string
  readonly detectorsVersion: string
  readonly groundingCoverage: number | null
  readonly flagged: boolean
  readonly risk: number
  readonly findings: readonly Finding[]
  readonly evidence: readonly RecordedFinding['evidence'][] | null
  readonly recordedAt: Date
  readonly followed: readonly FollowedFinding[] | null
}

const columns = `s.id, s.verdict_id AS "verdictId", s.detectors_version AS "detectorsVersion",
  s.flagged, s.risk, s.grounding_coverage AS "groundingCoverage", s.findings, s.followed -> 'findings' AS followed, p.evidence, s.recorded_at AS "recordedAt"`
const joined = 'record_finding_set s LEFT JOIN payload_finding_set p ON p.finding_set_id = s.id'

/** Findings as recorded, each verdict's newest set. */
@Injectable()
export class PrismaFindingStore {
  constructor(@Inject(Database) private readonly database: Database) {}

  async findLatest(verdictIds: readonly string[]): Promise<ReadonlyMap<string, RecordedAudit>> {
    const rows = await this.database.query<SetRow>(
      `SELECT DISTINCT ON (s.verdict_id) ${columns} FROM ${joined}
       WHERE s.verdict_id = ANY($1::uuid[]) ORDER BY s.verdict_id, s.id DESC`,
      [verdictIds],
    )
    return new Map(rows.map((row) => [row.verdictId, toAudit(row)]))
  }

  /** By verdict, the ids of its sets, oldest first. */
  async findSetIds(verdictIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    const rows = await this.database.query<{ verdictId: string; ids: string[] }>(
      `SELECT verdict_id AS "verdictId", array_agg(id::text ORDER BY id) AS ids
       FROM record_finding_set WHERE verdict_id = ANY($1::uuid[]) GROUP BY verdict_id`,
      [verdictIds],
    )
    return new Map(rows.map(({ verdictId, ids }) => [verdictId, ids]))
  }

  async findSets(ids: readonly string[]): Promise<ReadonlyMap<string, RecordedAudit>> {
    const rows = await this.database.query<SetRow>(
      `SELECT ${columns} FROM ${joined} WHERE s.id = ANY($1::uuid[])`,
      [ids],
    )
    return new Map(rows.map((row) => [row.id, toAudit(row)]))
  }

  /** Of each verdict's newest audit; the newest verdicts first, the findings of each as numbered. */
  async page(
    selection: FindingSelection,
    request: PageRequest,
    scope: Scope | null,
  ): Promise<Page<RecordedFinding>> {
    const { where, values } = conditionsOf(selection, scope, request)
    const [way, numberWay] = request.direction === 'forward' ? ['DESC', 'ASC'] : ['ASC', 'DESC']
    const rows = await this.database.query<FindingRow>(
      `SELECT s.id AS "setId", s.verdict_id AS "verdictId", s.recorded_at AS "recordedAt",
              f.finding, f.number::int, p.evidence -> (f.number::int - 1) AS evidence,
              s.followed -> 'findings' -> (f.number::int - 1) AS followed
       FROM verdict_listing l JOIN record_finding_set s ON s.id = l.finding_set_id
       CROSS JOIN LATERAL jsonb_array_elements(s.findings) WITH ORDINALITY AS f (finding, number)
       LEFT JOIN payload_finding_set p ON p.finding_set_id = s.id
       WHERE ${where}
       ORDER BY l.verdict_id ${way}, f.number ${numberWay} LIMIT ${request.limit + 1}`,
      values,
    )
    return toPage(rows.map(toFinding), request)
  }
}

interface FindingRow {
  readonly setId: string
  readonly verdictId: string
  readonly recordedAt: Date
  readonly finding: Finding
  readonly number: number
  readonly evidence: RecordedFinding['evidence']
  readonly followed: RecordedFinding['followed']
}

const toFinding = ({ setId, finding, number, evidence, ...row }: FindingRow): RecordedFinding => ({
  ...finding,
  id: `${setId}:${number - 1}`,
  number,
  verdictId: row.verdictId,
  evidence,
  followed: row.followed,
  recordedAt: row.recordedAt,
})

const toAudit = ({ id: setId, verdictId, recordedAt, ...row }: SetRow): RecordedAudit => ({
  id: setId,
  verdictId,
  detectorsVersion: row.detectorsVersion,
  groundingCoverage: row.groundingCoverage,
  flagged: row.flagged,
  risk: row.risk,
  findings: row.findings.map((finding, index) => {
    const own = { evidence: row.evidence?.[index] ?? null, followed: row.followed?.[index] ?? null }
    return toFinding({ setId, verdictId, recordedAt, finding, number: index + 1, ...own })
  }),
})
