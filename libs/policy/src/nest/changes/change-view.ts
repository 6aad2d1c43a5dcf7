import { Inject, Injectable } from '@nestjs/common'
import type { CommitSummary, GitReader, Oid, BranchWork } from '@assize/gitstore'
import { findPeopleWithin } from '@assize/identity/nest'
import type { Sql } from '@assize/platform'
import {
  demandsOn,
  ownersFile,
  parseOwners,
  policyRepository,
  showText,
  stateOf,
  type Change,
  type ChangeEvent,
  type ChangeState,
  type MergeNow,
} from '../../index.js'
import { ChangeRecords } from './change-records.js'

/** Git and the record as one of them sees them: a transaction, or everybody. */
export interface Sight {
  readonly sql: Sql
  readonly store: GitReader
  readonly work: BranchWork
}

export interface ChangeSeen extends MergeNow {
  readonly state: ChangeState
  /** What it is held against: where branch and target last were one. */
  readonly base: Oid | null
  /** Where the target is; of a merged change, where it was. */
  readonly targetHead: Oid | null
  readonly commits: readonly CommitSummary[]
}

/** All that is known of a change, for those who decide on it and those who look at it. */
@Injectable()
export class ChangeView {
  constructor(@Inject(ChangeRecords) private readonly records: ChangeRecords) {}

  async see(sight: Sight, change: Change): Promise<ChangeSeen> {
    const { sql, store, work } = sight
    const events = (await this.records.eventsOf(sql, [change.id])).get(change.id) ?? []
    const state = stateOf(events)
    const head = await headNow(sight, change, events, state)
    const targetHead = await this.targetOf(sight, change, events)
    const bases = targetHead ? await store.mergeBases(policyRepository, targetHead, head) : []
    const base = bases[0] ?? null
    const changes = await store.diffPaths(policyRepository, base, head)
    const authors = (await this.records.authorsOf(sql, [change.id])).get(change.id) ?? new Set()
    const people = await findPeopleWithin(sql, { ids: [...new Set(events.map(({ by }) => by))] })
    return {
      ...{ change, events, head, authors, state, base, targetHead },
      demands: demandsOn(change.target, await this.records.rules(sql)),
      checks: (await this.records.checksOf(sql, [head])).get(head) ?? [],
      paths: changes.map(({ path }) => path),
      owners: parseOwners(targetHead ? await ownersText(store, targetHead) : ''),
      people: new Map(people.map((person) => [person.id, person])),
      commits: await work.commitsBetween(targetHead, head, 500),
    }
  }

  /** A merged change is held against its target as it was before. */
  private async targetOf(
    { store, work }: Sight,
    { target }: Change,
    events: readonly ChangeEvent[],
  ): Promise<Oid | null> {
    const merge = events.find(({ kind }) => kind === 'merged')?.mergeCommit
    if (!merge) return work.findBranch(target)
    return (await store.readCommit(policyRepository, merge)).parents[0] ?? null
  }
}

/** Where the branch is; of a change that ended, where it was then. */
async function headNow(
  { work }: Sight,
  change: Change,
  events: readonly ChangeEvent[],
  state: ChangeState,
): Promise<Oid> {
  const told = events.findLast(({ kind, commit }) => commit !== null && kind !== 'commented')
  const last = told?.commit ?? change.head
  return state === 'open' ? ((await work.findBranch(change.branch)) ?? last) : last
}

async function ownersText(store: GitReader, commit: Oid): Promise<string> {
  const [file] = await store.readFilesAt(policyRepository, [{ commit, path: ownersFile }])
  return file ? showText(file.bytes) : ''
}
