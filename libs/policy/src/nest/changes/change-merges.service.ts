import { Inject, Injectable } from '@nestjs/common'
import { Clock, IdSource } from '@assize/kernel'
import { Outbox } from '@assize/events/nest'
import type { Oid } from '@assize/gitstore'
import { countTokens, insertRows } from '@assize/platform'
import {
  changeMergedEvent,
  committedEvent,
  decideMerge,
  policiesIn,
  policyBranch,
  PolicyError,
  policyRepository,
  requireClean,
  resolvingCommands,
  revertingCommands,
  signatureOf,
  standingOf,
  toEntry,
  versionOfMerge,
  type Author,
  type Change,
  type VersionEntry,
} from '../../index.js'
import { entryRow } from '../policy-rows.js'
import { readPast } from '../postgres-policy-store.js'
import { branchUnknown } from './branches.service.js'
import { readPoliciesAt } from './branch-content.js'
import { ChangeRecords } from './change-records.js'
import { Changes } from './changes.service.js'
import { ChangeView, type ChangeSeen } from './change-view.js'
import { PolicyDesk, type Desk } from './policy-desk.js'

export interface MergeRequest {
  readonly id: string
  readonly by: Author
  readonly head?: string | null
}

/** Merges changes, which is how versions come from them, and takes merged ones back by further changes. */
@Injectable()
export class ChangeMerges {
  constructor(
    @Inject(PolicyDesk) private readonly desk: PolicyDesk,
    @Inject(ChangeRecords) private readonly records: ChangeRecords,
    @Inject(ChangeView) private readonly view: ChangeView,
    @Inject(Changes) private readonly changes: Changes,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(IdSource) private readonly ids: IdSource,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Throws `CHANGE_ENDED`, `CHANGE_BLOCKED`, `HEAD_MOVED`, as `requireClean`, and what a commit of the files would. */
  merge({ id, by, head: seen }: MergeRequest): Promise<Oid> {
    return this.desk.at({ movedBy: by.id, reason: 'merge' }, async (desk) => {
      const { tx, work } = desk
      const change = await this.records.get(tx, id)
      const now = await this.view.see({ ...desk, sql: tx }, change)
      decideMerge(now, seen)
      const { head, targetHead } = now
      if (targetHead === null) throw branchUnknown(change.target)
      const combined = await work.merge(targetHead, head)
      const { branch, target } = change
      const commands = resolvingCommands(branch, target)
      requireClean(combined, `${branch} to agree with ${target}`, { branch, target, commands })
      const commit = await work.commit({
        ...{ tree: combined.tree, parents: [targetHead, head] },
        author: signatureOf(by, this.clock.now()),
        message: mergeMessage(now),
      })
      await work.moveBranch(change.target, targetHead, commit)
      if (change.target === policyBranch) await this.recordVersions(desk, now, targetHead, commit)
      await this.records.happened(tx, {
        ...{ changeId: id, kind: 'merged', by: by.id, commit: head, mergeCommit: commit },
      })
      await this.outbox.append(tx, [changeMergedEvent(change, commit)])
      return commit
    })
  }

  /** A branch that undoes what a change brought, and a change of its own. Throws `CHANGE_OPEN` where it is not merged. */
  revert(id: string, by: Author): Promise<Change> {
    return this.desk.at({ movedBy: by.id, reason: 'revert' }, async (desk) => {
      const { tx, work } = desk
      const change = await this.records.get(tx, id)
      const events = (await this.records.eventsOf(tx, [id])).get(id) ?? []
      const merge = events.find(({ kind }) => kind === 'merged')?.mergeCommit
      if (!merge)
        throw new PolicyError('CHANGE_OPEN', 'expected a change that was merged', { change: id })
      const target = await work.findBranch(change.target)
      if (target === null) throw branchUnknown(change.target)
      const branch = await freeName(desk, `revert-${change.number}`)
      const combined = await work.revert(merge, target)
      const commands = revertingCommands(merge, change.target, branch)
      requireClean(combined, `${change.target} to have changed elsewhere`, {
        ...{ branch, target: change.target, commands },
      })
      if (combined.tree === (await work.treeOf(target)))
        throw new PolicyError('NOTHING_CHANGED', 'expected a change that still has effect', {
          change: id,
        })
      const title = `Revert "${change.title.slice(0, 180)}"`
      const commit = await work.commit({
        ...{ tree: combined.tree, parents: [target] },
        author: signatureOf(by, this.clock.now()),
        message: `${title}\n\nThis reverts change #${change.number}, merged as ${merge}.\n`,
      })
      await work.makeBranch(branch, commit)
      const description = `Takes back change #${change.number}.`
      const asked = { branch, target: change.target, title, description, by, reverts: id }
      return this.changes.openWithin(desk, asked)
    })
  }

  private async recordVersions(
    { tx, store }: Desk,
    now: ChangeSeen,
    before: Oid,
    merge: Oid,
  ): Promise<void> {
    const touched = await store.diffPaths(policyRepository, before, merge)
    const names = policiesIn(touched.map(({ path }) => path))
    const entries: VersionEntry[] = []
    for (const [policy, files] of await readPoliciesAt(store, merge, names)) {
      const past = await readPast(tx, policy)
      const { title, number, openedBy } = now.change
      const message = `${title} (change #${number})`
      const at = this.clock.now()
      const author = { id: openedBy, name: openedBy }
      const tokens = await countTokens(files.text ?? '')
      const version = versionOfMerge({ policy, files, tokens, message, author, at }, past)
      if (!version) continue
      const authors = [...new Set([openedBy, ...now.authors])].sort()
      const recorded = { id: this.ids.next(), at }
      entries.push(toEntry({ ...version, authors }, merge, past.versions.at(-1), recorded))
    }
    await insertRows(tx, 'record_policy_version', entries.map(entryRow))
    await this.outbox.append(tx, entries.map(committedEvent))
  }
}

function mergeMessage(seen: ChangeSeen): string {
  const { change } = seen
  const { approvedBy } = standingOf(seen)
  const approved = approvedBy.map((id) => `Approved-by: ${id}`)
  const words = change.description === '' ? [] : [change.description, '']
  return [
    `Merge change #${change.number}: ${change.title}`,
    '',
    ...words,
    `Change: ${change.id}`,
    ...approved,
    '',
  ].join('\n')
}

async function freeName({ work }: Desk, name: string): Promise<string> {
  const taken = new Set((await work.listBranches()).map((branch) => branch.name))
  for (let n = 1; ; n++) {
    const tried = n === 1 ? name : `${name}-${n}`
    if (!taken.has(tried)) return tried
  }
}
