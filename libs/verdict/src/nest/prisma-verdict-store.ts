import { Inject, Injectable } from '@nestjs/common'
import { erasedAmong } from '@assize/content/nest'
import type { Outcome } from '@assize/policy'
import { Database } from '@assize/platform'
import type {
  AnsweredBy,
  Arm,
  Sampling,
  Source,
  UndeterminedReason,
  Usage,
  Verdict,
  VerdictAttempt,
  VerdictWords,
} from '../verdict.js'
import { VerdictStore, type ListedVerdict } from '../verdict-store.js'

@Injectable()
export class PrismaVerdictStore extends VerdictStore {
  constructor(@Inject(Database) private readonly database: Database) {
    super()
  }

  async findVerdicts(ids: readonly string[]): Promise<ReadonlyMap<string, Verdict>> {
    const rows = await this.database.prisma.verdict.findMany({ where: { id: { in: [...ids] } } })
    const named = rows.filter(({ externalId }) => externalId !== null)
    const erased = await erasedAmong(
      this.database,
      named.map(({ contentItemId }) => contentItemId),
    )
    return new Map(
      rows.map(({ commitment: _commitment, ...row }) => [
        row.id,
        {
          ...row,
          outcome: row.outcome as Outcome,
          undeterminedReason: row.undeterminedReason as UndeterminedReason | null,
          sampling: row.sampling as unknown as Sampling,
          usage: row.usage as unknown as Usage,
          answeredBy: row.answeredBy as AnsweredBy,
          arm: row.arm as Arm,
          source: row.source as Source,
          externalId: erased.has(row.contentItemId) ? null : row.externalId,
        },
      ]),
    )
  }

  async findListed(ids: readonly string[]): Promise<ReadonlyMap<string, ListedVerdict>> {
    const rows = await this.database.prisma.verdictListing.findMany({
      where: { verdictId: { in: [...ids] } },
      select: {
        verdictId: true,
        contentItemId: true,
        decidedAt: true,
        risk: true,
        costMicros: true,
        flagged: true,
        findingTypes: true,
        caseId: true,
      },
    })
    return new Map(rows.map((row) => [row.verdictId, row]))
  }

  async findWords(ids: readonly string[]): Promise<ReadonlyMap<string, VerdictWords>> {
    const rows = await this.database.prisma.verdictPayload.findMany({
      where: { verdictId: { in: [...ids] } },
      select: { verdictId: true, trace: true, output: true, rationale: true },
    })
    return new Map(rows.map(({ verdictId, ...words }) => [verdictId, words]))
  }

  async findAttempts(
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, readonly VerdictAttempt[]>> {
    const where = { verdictId: { in: [...ids] } }
    const [rows, payloads] = await Promise.all([
      this.database.prisma.attempt.findMany({ where, orderBy: { number: 'asc' } }),
      this.database.prisma.attemptPayload.findMany({ where, omit: { salt: true } }),
    ])
    const raw = new Map(payloads.map((row) => [`${row.verdictId}/${row.number}`, row.raw]))
    const attempts = new Map<string, VerdictAttempt[]>(ids.map((id) => [id, []]))
    for (const { commitment: _commitment, verdictId, ...row } of rows)
      attempts.get(verdictId)?.push({
        ...row,
        usage: row.usage as unknown as Usage,
        raw: raw.get(`${verdictId}/${row.number}`) ?? null,
      })
    return attempts
  }

  /** A verdict that does not say how grave it is counts as grave: better blurred than not. */
  async findCategories(contentItemIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await this.database.query<{ id: string; policy: string }>(
      `SELECT DISTINCT ON (l.content_item_id) l.content_item_id AS id, l.policy
       FROM verdict_listing l JOIN record_verdict v ON v.id = l.verdict_id
       WHERE l.content_item_id = ANY($1::uuid[]) AND l.outcome = 'violates'
         AND coalesce(v.severity, 'high') = 'high'
       ORDER BY l.content_item_id, l.verdict_id DESC`,
      [contentItemIds],
    )
    return new Map(rows.map(({ id, policy }) => [id, policy]))
  }

  async findIdsByContent(
    contentItemIds: readonly string[],
  ): Promise<ReadonlyMap<string, readonly string[]>> {
    const rows = await this.database.prisma.verdictListing.findMany({
      where: { contentItemId: { in: [...contentItemIds] } },
      select: { contentItemId: true, verdictId: true },
      orderBy: { verdictId: 'desc' },
    })
    const found = new Map<string, string[]>(contentItemIds.map((id) => [id, []]))
    for (const row of rows) found.get(row.contentItemId)?.push(row.verdictId)
    return found
  }

  async findRepeatIds(ids: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    const rows = await this.database.query<{ of: string; ids: string[] }>(
      `SELECT repeat_of AS of, array_agg(id::text ORDER BY id) AS ids FROM record_verdict
       WHERE repeat_of = ANY($1::uuid[]) GROUP BY repeat_of`,
      [ids],
    )
    return new Map(rows.map((row) => [row.of, row.ids]))
  }
}
