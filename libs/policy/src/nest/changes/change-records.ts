import { Inject, Injectable } from '@nestjs/common'
import { Clock, IdSource, isUuid } from '@assize/kernel'
import { Outbox } from '@assize/events/nest'
import { insertRows, type Sql } from '@assize/platform'
import {
  changeChangedEvent,
  PolicyError,
  type BranchRule,
  type Change,
  type ChangeEvent,
  type CheckReport,
  type PolicyCheck,
} from '../../index.js'
import {
  changeColumns,
  changeRow,
  checkColumns,
  checkRow,
  eventColumns,
  eventRow,
  ruleColumns,
} from './change-rows.js'

export type NewEvent = Pick<ChangeEvent, 'changeId' | 'kind' | 'by'> &
  Partial<Pick<ChangeEvent, 'commit' | 'mergeCommit' | 'words'>>

const isOpen = `NOT EXISTS (SELECT FROM record_change_event e
  WHERE e.change_id = c.id AND e.kind IN ('merged', 'closed'))`

/** Changes, what happened to them, checks and rules of branches, on the record; over whichever connection asks. */
@Injectable()
export class ChangeRecords {
  constructor(
    @Inject(IdSource) private readonly ids: IdSource,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Outbox) private readonly outbox: Outbox,
  ) {}

  /** Throws `CHANGE_UNKNOWN`. */
  async get(sql: Sql, id: string): Promise<Change> {
    const change = (await this.findMany(sql, [id])).get(id)
    if (!change) throw new PolicyError('CHANGE_UNKNOWN', 'expected a change, saw no such id')
    return change
  }

  async findMany(sql: Sql, ids: readonly string[]): Promise<ReadonlyMap<string, Change>> {
    const rows = await sql.query<Change>(
      `SELECT ${changeColumns} FROM record_change c WHERE c.id = ANY ($1::uuid[])`,
      [ids.filter(isUuid)],
    )
    return new Map(rows.map((change) => [change.id, change]))
  }

  /** Of a branch that has one. */
  async findOpen(sql: Sql, branch: string): Promise<Change | null> {
    const [change] = await sql.query<Change>(
      `SELECT ${changeColumns} FROM record_change c WHERE c.branch = $1 AND ${isOpen}
       ORDER BY c.id DESC LIMIT 1`,
      [branch],
    )
    return change ?? null
  }

  /** Oldest first. */
  listOpen(sql: Sql): Promise<Change[]> {
    return sql.query(`SELECT ${changeColumns} FROM record_change c WHERE ${isOpen} ORDER BY c.id`)
  }

  /** By the commit of the merge. */
  async mergedAs(sql: Sql, commits: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await sql.query<{ changeId: string; merge: string }>(
      `SELECT change_id AS "changeId", merge_commit AS merge FROM record_change_event
       WHERE kind = 'merged' AND merge_commit = ANY ($1)`,
      [commits],
    )
    return new Map(rows.map(({ changeId, merge }) => [merge, changeId]))
  }

  /** By change, oldest first. */
  async eventsOf(
    sql: Sql,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, readonly ChangeEvent[]>> {
    const rows = await sql.query<ChangeEvent>(
      `SELECT ${eventColumns} FROM record_change_event WHERE change_id = ANY ($1::uuid[]) ORDER BY id`,
      [ids],
    )
    return groupBy(rows, ({ changeId }) => changeId)
  }

  async authorsOf(
    sql: Sql,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
    const rows = await sql.query<{ changeId: string; person: string }>(
      `SELECT change_id AS "changeId", person FROM record_change_author
       WHERE change_id = ANY ($1::uuid[])`,
      [ids],
    )
    const groups = groupBy(rows, ({ changeId }) => changeId)
    return new Map([...groups].map(([id, all]) => [id, new Set(all.map(({ person }) => person))]))
  }

  async addAuthors(tx: Sql, changeId: string, people: ReadonlyMap<string, string>): Promise<void> {
    const rows = [...people].map(([person, commit]) => ({
      ...{ id: this.ids.next(), change_id: changeId, person, commit },
      recorded_at: this.clock.now(),
    }))
    await insertRows(tx, 'record_change_author', rows, { onConflict: 'ignore' })
  }

  async open(tx: Sql, draft: Omit<Change, 'id' | 'number' | 'openedAt'>): Promise<Change> {
    const [last] = await tx.query<{ number: number | null }>(
      'SELECT max(number) AS number FROM record_change',
    )
    const openedAt = this.clock.now()
    const change = { ...draft, id: this.ids.next(), number: (last?.number ?? 0) + 1, openedAt }
    await insertRows(tx, 'record_change', [changeRow(change)])
    return change
  }

  async happened(tx: Sql, event: NewEvent): Promise<ChangeEvent> {
    const { commit = null, mergeCommit = null, words = null, ...rest } = event
    const recordedAt = this.clock.now()
    const recorded = { id: this.ids.next(), ...rest, commit, mergeCommit, words, recordedAt }
    await insertRows(tx, 'record_change_event', [eventRow(recorded)])
    await this.outbox.append(tx, [changeChangedEvent(event.changeId, event.kind)])
    return recorded
  }

  /** Oldest first. */
  rules(sql: Sql): Promise<BranchRule[]> {
    return sql.query(`SELECT ${ruleColumns} FROM record_branch_rule ORDER BY id`)
  }

  /** By commit, oldest first. */
  async checksOf(
    sql: Sql,
    commits: readonly string[],
  ): Promise<ReadonlyMap<string, readonly PolicyCheck[]>> {
    const rows = await sql.query<PolicyCheck>(
      `SELECT ${checkColumns} FROM record_policy_check WHERE "commit" = ANY ($1) ORDER BY id`,
      [commits],
    )
    return groupBy(rows, ({ commit }) => commit)
  }

  async addCheck(tx: Sql, report: CheckReport): Promise<PolicyCheck> {
    const check = { id: this.ids.next(), ...report, reportedAt: this.clock.now() }
    await insertRows(tx, 'record_policy_check', [checkRow(check)])
    return check
  }
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group) group.push(item)
    else groups.set(keyOf(item), [item])
  }
  return groups
}
