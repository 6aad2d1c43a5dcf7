import { Inject, Injectable } from '@nestjs/common'
import { Database } from '@assize/platform'
import type { RecordedAudit, RecordedFinding } from '../finding-store.js'

interface SetRow {
  readonly id: string
  readonly verdictId: string
  readonly detectorsVersion: string
  readonly findings: readonly Omit<
    RecordedFinding,
    'id' | 'number' | 'verdictId' | 'evidence' | 'recordedAt'
  >[]
  readonly evidence: readonly RecordedFinding['evidence'][] | null
  readonly recordedAt: Date
}

const columns = `s.id, s.verdict_id AS "verdictId", s.detectors_version AS "detectorsVersion",
  s.findings, p.evidence, s.recorded_at AS "recordedAt"`
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

  async findSets(ids: readonly string[]): Promise<ReadonlyMap<string, RecordedAudit>> {
    const rows = await this.database.query<SetRow>(
      `SELECT ${columns} FROM ${joined} WHERE s.id = ANY($1::uuid[])`,
      [ids],
    )
    return new Map(rows.map((row) => [row.id, toAudit(row)]))
  }
}

const toAudit = (row: SetRow): RecordedAudit => ({
  verdictId: row.verdictId,
  detectorsVersion: row.detectorsVersion,
  findings: row.findings.map((finding, index) => ({
    ...finding,
    id: `${row.id}:${index}`,
    number: index + 1,
    verdictId: row.verdictId,
    evidence: row.evidence?.[index] ?? null,
    recordedAt: row.recordedAt,
  })),
})
