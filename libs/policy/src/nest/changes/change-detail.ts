import { Inject, Injectable } from '@nestjs/common'
import { PeopleLoaders } from '@assize/identity/nest'
import { as, type GraphqlContext } from '@assize/platform/nest'
import {
  diffFile,
  diffPolicy,
  isOwner,
  mostDiffLines,
  newestChecks,
  obstaclesOf,
  ownersOf,
  partOf,
  policiesIn,
  policyRepository,
  resolvingCommands,
  showText,
  standingOf,
  type FileDiff,
  type Standing,
} from '../../index.js'
import { readPoliciesAt } from './branch-content.js'
import * as types from './change.graphql.js'
import type { ChangeSeen } from './change-view.js'
import { PolicyDesk } from './policy-desk.js'

const mostFiles = 200
/** Each may be as large as a policy may be: no more of them are held at a time. */
const policiesAtOnce = 8

/** A change as its page shows it. */
@Injectable()
export class ChangeDetails {
  constructor(
    @Inject(PolicyDesk) private readonly desk: PolicyDesk,
    @Inject(PeopleLoaders) private readonly people: PeopleLoaders,
  ) {}

  async of(context: GraphqlContext, seen: ChangeSeen): Promise<types.ChangeDetail> {
    const standing = standingOf(seen)
    const authors = [...seen.authors].map((id) => this.people.brief(context, id))
    return as(types.ChangeDetail, {
      ...{ head: seen.head, base: seen.base, checks: checksOf(seen) },
      mergeCommit: seen.events.find(({ kind }) => kind === 'merged')?.mergeCommit ?? null,
      authors: await Promise.all(authors),
      commits: await this.commitsOf(context, seen),
      merge: await this.mergeOf(seen, standing),
      events: await this.eventsOf(context, seen, standing),
      ...(await this.diffOf(seen)),
    })
  }

  private async commitsOf(
    context: GraphqlContext,
    { commits }: ChangeSeen,
  ): Promise<types.ChangeCommit[]> {
    const { git, database } = this.desk
    const oids = commits.map(({ oid }) => oid)
    const bringers = await git.bringersOf(database, policyRepository, oids)
    return Promise.all(
      commits.map(async ({ oid, author, message, parents }) => ({
        ...{ oid, author: author.name, message, at: author.at, parents },
        broughtBy: await this.people.brief(context, bringers.get(oid) ?? null),
      })),
    )
  }

  private eventsOf(
    context: GraphqlContext,
    { events, head }: ChangeSeen,
    { approvedBy, blockedBy }: Standing,
  ): Promise<types.ChangeEvent[]> {
    const last = (event: (typeof events)[number]) =>
      events.findLast(({ kind, by }) => kind === event.kind && by === event.by) === event
    const stands = (event: (typeof events)[number]) => {
      if (event.kind === 'approved')
        return last(event) && event.commit === head && approvedBy.includes(event.by)
      return event.kind !== 'changes-requested' || (last(event) && blockedBy.includes(event.by))
    }
    return Promise.all(
      events.map(async (event) => ({
        ...{ id: event.id, kind: event.kind, commit: event.commit, words: event.words },
        by: await this.people.brief(context, event.by),
        ...{ recordedAt: event.recordedAt, stands: stands(event) },
      })),
    )
  }

  private async mergeOf(seen: ChangeSeen, standing: Standing): Promise<types.Mergeability> {
    const { change, state, targetHead, head, paths, owners, people } = seen
    const obstacles = state === 'open' ? obstaclesOf(seen) : []
    const { work } = await this.desk.reading()
    const combined =
      state === 'open' && targetHead !== null ? await work.merge(targetHead, head) : null
    const conflicts = combined && combined.kind !== 'clean' ? combined.paths : []
    const given = standing.approvedBy.flatMap((id) => people.get(id) ?? [])
    const owned = paths
      .slice(0, mostFiles)
      .map((path) => ({ path, owners: ownersOf(owners, path) }))
    return {
      mergeable: state === 'open' && obstacles.length + conflicts.length === 0,
      ...{ obstacles: [...obstacles], conflicts },
      commands: conflicts.length > 0 ? resolvingCommands(change.branch, change.target) : [],
      requiredApprovals: seen.demands.requiredApprovals,
      approvals: standing.approvedBy.length,
      owners: owned
        .filter((each) => each.owners.length > 0)
        .map((each) => ({
          ...{ ...each, approved: given.some((person) => isOwner(each.owners, person)) },
        })),
    }
  }

  private async diffOf({ base, head, paths }: ChangeSeen) {
    const { store } = await this.desk.reading()
    const names = policiesIn(paths).slice(0, mostFiles)
    const nothing: Awaited<ReturnType<typeof readPoliciesAt>> = new Map()
    const none = { text: null, manifestYaml: null, cases: null }
    const policies: types.PolicyChange[] = []
    let left = mostDiffLines
    const counted = (found: readonly FileDiff[]) =>
      found.map((file) => {
        left -= file.lines.length
        return { ...file, lines: [...file.lines] }
      })
    for (const some of portionsOf(names, policiesAtOnce)) {
      const before = base === null ? nothing : await readPoliciesAt(store, base, some)
      const after = await readPoliciesAt(store, head, some)
      for (const policy of some) {
        const diff = diffPolicy(policy, before.get(policy) ?? none, after.get(policy) ?? none, left)
        const { rules, examples } = diff
        policies.push({
          ...{ policy, files: counted(diff.files), rules: [...rules], examples: [...examples] },
        })
      }
    }
    const files: types.FileChange[] = []
    const others = paths.filter((path) => partOf(path) === null).slice(0, mostFiles)
    for (const path of others) {
      const [was, is] = await store.readFilesAt(policyRepository, [
        { commit: base ?? head, path },
        { commit: head, path },
      ])
      const pair = { path, base: base && was ? showText(was.bytes) : null }
      files.push(...counted([diffFile({ ...pair, head: is ? showText(is.bytes) : null }, left)]))
    }
    return { policies, files }
  }
}

function* portionsOf<Item>(items: readonly Item[], size: number): Generator<readonly Item[]> {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size)
}

function checksOf({ head, demands, checks }: ChangeSeen): types.PolicyCheck[] {
  const newest = newestChecks(checks)
  const named = new Set(newest.map(({ name }) => name))
  const required = (name: string) => demands.requiredChecks.includes(name)
  const waiting = demands.requiredChecks.filter((name) => !named.has(name))
  return [
    ...newest.map(({ id, name, state, reportId, summary, reportedAt }) => ({
      ...{ id, commit: head, name, state, reportId, summary, reportedAt, required: required(name) },
    })),
    ...waiting.map((name) => ({
      ...{ id: null, commit: head, name, state: 'queued' as const, required: true },
      ...{ reportId: null, summary: null, reportedAt: null },
    })),
  ]
}
