import { Inject, Injectable } from '@nestjs/common'
import { Outbox } from '@assize/events/nest'
import { StorageGitStore, type BranchWork, type CommitSummary } from '@assize/gitstore'
import { PostgresGitStore, type RefMove } from '@assize/gitstore/nest'
import { findPeopleWithin } from '@assize/identity/nest'
import { countTokens, type Sql } from '@assize/platform'
import {
  changeHeadMovedEvent,
  idInAddress,
  lintCheck,
  lintHead,
  mostLintedBytes,
  policiesIn,
  policyRepository,
  sizeOfPolicy,
  type Change,
} from '../../index.js'
import { readPast } from '../postgres-policy-store.js'
import { readPoliciesAt } from './branch-content.js'
import { ChangeRecords } from './change-records.js'

const branches = 'refs/heads/'
const product = 'policy'

/**
 * Follows the branches of open changes, whoever moves them and however: notes whose work they hold, checks the new head
 * by lint, and tells of it. All in the transaction that moves the branch.
 */
@Injectable()
export class ChangeHeads {
  constructor(
    @Inject(PostgresGitStore) private readonly git: PostgresGitStore,
    @Inject(ChangeRecords) private readonly records: ChangeRecords,
    @Inject(Outbox) private readonly outbox: Outbox,
  ) {}

  async moved(tx: Sql, { repo, ref, new: head, movedBy }: RefMove): Promise<void> {
    if (repo !== policyRepository || !ref.startsWith(branches)) return
    const change = await this.records.findOpen(tx, ref.slice(branches.length))
    if (!change) return
    const by = movedBy ?? product
    if (head === null) {
      const words = 'the branch was removed'
      await this.records.happened(tx, { changeId: change.id, kind: 'closed', by, words })
      return
    }
    await this.records.happened(tx, { changeId: change.id, kind: 'head-moved', by, commit: head })
    await this.look(tx, change, head, by)
  }

  /** Everything that is known of a head as soon as it is there. */
  async look(tx: Sql, change: Change, head: string, by: string): Promise<void> {
    const mover = { movedBy: null, reason: null }
    const store = new StorageGitStore(this.git.writingWithin(tx, mover))
    const work = await store.branchWork(policyRepository)
    const target = await work.findBranch(change.target)
    const commits = await work.commitsBetween(target, head)
    const oids = commits.map(({ oid }) => oid)
    const brought = await this.git.bringersOf(tx, policyRepository, oids)
    const people = await peopleBehind(tx, commits)
    for (const [commit, person] of brought) people.set(person, commit)
    await this.records.addAuthors(tx, change.id, new Map([...people, [by, head]]))
    await this.lint(tx, { store, work }, target, head)
    await this.outbox.append(tx, [changeHeadMovedEvent(change, head)])
  }

  private async lint(
    tx: Sql,
    { store }: { readonly store: StorageGitStore; readonly work: BranchWork },
    target: string | null,
    head: string,
  ): Promise<void> {
    const base =
      target === null ? null : (await store.mergeBases(policyRepository, target, head))[0]
    const touched = await store.diffPaths(policyRepository, base ?? null, head)
    const names = policiesIn(touched.map(({ path }) => path))
    const files = await readPoliciesAt(store, head, names)
    const policies = []
    let left = mostLintedBytes
    for (const [policy, each] of files) {
      const { versions: history } = await readPast(tx, policy)
      left -= sizeOfPolicy(each)
      // Beyond the bound it fails unread.
      const tokens = left < 0 ? 0 : await countTokens(each.text ?? '')
      policies.push({ policy, files: each, history, tokens })
    }
    await this.records.addCheck(tx, {
      ...{ commit: head, name: lintCheck, reportId: null, reportedBy: product },
      ...lintHead(policies),
    })
  }
}

/** The accounts behind commits, each with one of their commits: by the address of author and of committer. */
export async function peopleBehind(
  sql: Sql,
  commits: readonly CommitSummary[],
): Promise<Map<string, string>> {
  const commitOf = new Map<string, string>()
  for (const { oid, author, committer } of commits)
    for (const { email } of [author, committer]) commitOf.set(email.toLowerCase(), oid)
  const people = new Map<string, string>()
  for (const [email, commit] of commitOf) {
    const id = idInAddress(email)
    if (id !== null) people.set(id, commit)
  }
  for (const { id, email } of await findPeopleWithin(sql, { emails: [...commitOf.keys()] }))
    people.set(id, commitOf.get(email.toLowerCase()) ?? '')
  return people
}
