import { Inject, Injectable } from '@nestjs/common'
import { Database } from '@assize/platform'
import { PostgresCaseStore } from '@assize/review/nest'
import { Conditions, conditionsOf, wholeRecord, type VerdictReader } from '@assize/verdict/nest'
import { EvidenceError } from '../../evidence/evidence-error.js'
import type { EvidenceScope } from '../../evidence/evidence-package.js'

export interface ScopedVerdict {
  readonly verdictId: string
  readonly contentItemId: string
}

/** A scope with the one who asks: their search for words finds only what they may read. */
export interface ReadScope {
  readonly scope: EvidenceScope
  readonly reader: VerdictReader
}

/** A content item of the scope whose words went, as one erasure tells. */
export interface ErasedItem {
  readonly erasureId: string
  readonly position: number
}

/** Which verdicts a package is about, in order of id. */
@Injectable()
export class EvidenceScopes {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PostgresCaseStore) private readonly cases: PostgresCaseStore,
  ) {}

  /** Throws `SCOPE_EMPTY` for a verdict or a case that is not there. */
  async requireThere(scope: EvidenceScope): Promise<void> {
    if (scope.kind === 'filter') return
    const found =
      scope.kind === 'case'
        ? (await this.cases.findCases([scope.caseId])).has(scope.caseId)
        : (await this.page({ scope, reader: wholeRecord }, null, 1)).length > 0
    if (!found) throw new EvidenceError('SCOPE_EMPTY', `expected a ${scope.kind} on the record`)
  }

  async page(
    asked: ReadScope,
    after: string | null,
    limit: number,
  ): Promise<readonly ScopedVerdict[]> {
    const conditions = conditionsIn(asked)
    if (after) conditions.add('l.verdict_id > ?::uuid', after)
    return this.database.query<ScopedVerdict>(
      `SELECT l.verdict_id AS "verdictId", l.content_item_id AS "contentItemId"
       FROM verdict_listing l WHERE ${conditions.where} ORDER BY l.verdict_id LIMIT ${limit}`,
      conditions.values,
    )
  }

  /** The id of the newest verdict; null where there is none. */
  async newest(asked: ReadScope): Promise<string | null> {
    const conditions = conditionsIn(asked)
    const [row] = await this.database.query<ScopedVerdict>(
      `SELECT l.verdict_id AS "verdictId" FROM verdict_listing l
       WHERE ${conditions.where} ORDER BY l.verdict_id DESC LIMIT 1`,
      conditions.values,
    )
    return row?.verdictId ?? null
  }

  /** Of these content items, those that an earlier verdict of the scope, within the log's first `size`, is about. */
  async toldBefore(
    asked: ReadScope,
    contentItemIds: readonly string[],
    first: string,
    size: bigint,
  ): Promise<ReadonlySet<string>> {
    const conditions = conditionsIn(asked)
    conditions.add('l.content_item_id = ANY(?::uuid[])', contentItemIds)
    conditions.add('l.verdict_id < ?::uuid', first)
    conditions.add(isLogged, size.toString())
    const rows = await this.database.query<{ id: string }>(
      `SELECT DISTINCT l.content_item_id AS id FROM verdict_listing l WHERE ${conditions.where}`,
      conditions.values,
    )
    return new Set(rows.map(({ id }) => id))
  }

  /**
   * The highest place in the log of an erasure that speaks for words of the scope, and whether one waits for its place.
   * An item that was erased several times is spoken for by those within the first `size`, else by the earliest.
   */
  async lastErasure(
    asked: ReadScope,
    size: bigint,
  ): Promise<{ readonly last: bigint | null; readonly waiting: boolean }> {
    const { from, values } = speakingErasures(asked, size)
    const [row] = await this.database.query<{ last: string | null; waiting: boolean }>(
      `SELECT max(n.index) AS last, coalesce(bool_or(n.index IS NULL), false) AS waiting ${from}`,
      values,
    )
    return { last: row?.last == null ? null : BigInt(row.last), waiting: row?.waiting ?? false }
  }

  /** Those erasures' items by erasure and position, below `until` in the log. */
  async erasedItems(
    { asked, size, until }: { asked: ReadScope; size: bigint; until: bigint },
    after: ErasedItem | null,
    limit: number,
  ): Promise<readonly ErasedItem[]> {
    const { from, conditions, values } = speakingErasures(asked, size)
    conditions.add('n.index < ?::bigint', until.toString())
    if (after)
      conditions.add(
        '(e.erasure_id, e.position) > ((?::text[])[1]::uuid, (?::text[])[2]::integer)',
        [after.erasureId, after.position.toString()],
      )
    return this.database.query<ErasedItem>(
      `SELECT e.erasure_id AS "erasureId", e.position ${from} AND ${conditions.where}
       ORDER BY e.erasure_id, e.position LIMIT ${limit}`,
      values,
    )
  }

  /** Of these content items, those that an erasure on the record names. */
  async erasedAmong(contentItemIds: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.database.query<{ id: string }>(
      `SELECT DISTINCT content_item_id AS id FROM record_erased_item
       WHERE content_item_id = ANY($1::uuid[])`,
      [contentItemIds],
    )
    return new Set(rows.map(({ id }) => id))
  }
}

/** Of a verdict in the listing `l`: within the first `?` entries. */
const isLogged = `EXISTS (SELECT FROM log_entry v WHERE v.record_id = l.verdict_id
  AND v.kind = 'verdict' AND v.index < ?::bigint)`

function conditionsIn({ scope, reader }: ReadScope, values: unknown[] = []): Conditions {
  if (scope.kind === 'filter') return conditionsOf(scope.filter, reader, values)
  const conditions = new Conditions(values)
  if (scope.kind === 'verdict') conditions.add('l.verdict_id = ?::uuid', scope.verdictId)
  else conditions.add('l.case_id = ?::uuid', scope.caseId)
  return conditions
}

/** Erased items `e` with their place in the log `n`; more conditions go on with the same values. */
function speakingErasures(asked: ReadScope, size: bigint) {
  const values: unknown[] = []
  const conditions = new Conditions(values)
  const within = conditionsIn(asked, values)
  within.add(isLogged, size.toString())
  const earlier = conditions.bind('n.index < ?::bigint', size.toString()) ?? 'FALSE'
  const from = `FROM record_erased_item e
    LEFT JOIN log_entry n
      ON n.record_id = e.erasure_id AND n.kind = 'erased-item' AND n.part = e.position
    WHERE EXISTS (SELECT FROM verdict_listing l
        WHERE l.content_item_id = e.content_item_id AND ${within.where})
      AND (${earlier} OR NOT EXISTS (
        SELECT FROM record_erased_item o JOIN log_entry m
          ON m.record_id = o.erasure_id AND m.kind = 'erased-item' AND m.part = o.position
        WHERE o.content_item_id = e.content_item_id
          AND (n.index IS NULL OR m.index < n.index)))`
  return { from, conditions, values }
}
