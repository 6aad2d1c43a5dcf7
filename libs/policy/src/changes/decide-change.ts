import { PolicyError } from '../policy-error.js'
import { checkWords } from '../policy-text.js'
import type { BranchDemands } from './branch-rule.js'
import { standingOf, stateOf, type Change, type ChangeEvent } from './change.js'
import { isOwner, ownersOf, type Owner, type OwnersLine } from './owners.js'
import { missingChecks, type PolicyCheck } from './policy-check.js'

/** All that is known of a change when somebody wants something of it. */
export interface ChangeNow {
  readonly change: Change
  /** Oldest first. */
  readonly events: readonly ChangeEvent[]
  /** Where the branch is. */
  readonly head: string
  /** Everybody whose work it holds. */
  readonly authors: ReadonlySet<string>
}

export interface MergeNow extends ChangeNow {
  readonly demands: BranchDemands
  readonly checks: readonly PolicyCheck[]
  /** Paths the change touches. */
  readonly paths: readonly string[]
  readonly owners: readonly OwnersLine[]
  /** Those who approved, as they are now; somebody unknown owns nothing. */
  readonly people: ReadonlyMap<string, Owner>
}

export const obstacleKinds = [
  'approvals-missing',
  'owners-missing',
  'changes-requested',
  'checks-missing',
] as const
export type ObstacleKind = (typeof obstacleKinds)[number]

export interface Obstacle {
  readonly kind: ObstacleKind
  readonly message: string
}

/** Throws `CHANGE_ENDED` where it is merged or closed, `HEAD_MOVED` where the person saw another head. */
export function requireOpen({ change, events, head }: ChangeNow, seen?: string | null): void {
  const state = stateOf(events)
  if (state !== 'open')
    throw new PolicyError('CHANGE_ENDED', `expected an open change, saw one that is ${state}`, {
      change: change.id,
      state,
    })
  if (seen !== undefined && seen !== null && seen !== head)
    throw new PolicyError('HEAD_MOVED', 'expected the head you looked at, saw another', {
      change: change.id,
      seen,
      head,
    })
}

/** Throws `OWN_CHANGE`, beside what `requireOpen` throws. Source: separation of duty, rule S1. */
export function decideApproval(now: ChangeNow, by: string, seen: string): void {
  requireOpen(now, seen)
  if (now.authors.has(by))
    throw new PolicyError('OWN_CHANGE', 'expected an approver who wrote none of the change', {
      change: now.change.id,
    })
}

/** Beside `requireOpen`; who asks for changes says which. */
export function decideRequest(now: ChangeNow, words: string, seen?: string | null): string {
  requireOpen(now, seen)
  return requireWords(words)
}

/** What stands between a change and its target, whoever merges it. */
export function obstaclesOf(now: MergeNow): readonly Obstacle[] {
  const { approvedBy, blockedBy } = standingOf(now)
  const { requiredApprovals, requiredChecks } = now.demands
  const obstacles: Obstacle[] = []
  const add = (kind: ObstacleKind, message: string) => obstacles.push({ kind, message })
  if (approvedBy.length < requiredApprovals)
    add('approvals-missing', `${approvedBy.length} of ${requiredApprovals} approvals`)
  const unowned = requiredApprovals > 0 ? pathsWithoutOwner(now, approvedBy) : []
  if (unowned.length > 0)
    add('owners-missing', `no approval of an owner of ${unowned.slice(0, 5).join(', ')}`)
  if (blockedBy.length > 0)
    add('changes-requested', `${blockedBy.length} asked for changes and did not approve since`)
  const missing = missingChecks(requiredChecks, now.checks)
  if (missing.length > 0) add('checks-missing', `not passed: ${missing.join(', ')}`)
  return obstacles
}

export function pathsWithoutOwner(
  { paths, owners, people }: MergeNow,
  approvedBy: readonly string[],
): readonly string[] {
  const given = approvedBy.flatMap((id) => people.get(id) ?? [])
  return paths.filter((path) => {
    const wanted = ownersOf(owners, path)
    return wanted.length > 0 && !given.some((person) => isOwner(wanted, person))
  })
}

/** Throws `CHANGE_BLOCKED` with every obstacle among its facts. */
export function decideMerge(now: MergeNow, seen?: string | null): void {
  requireOpen(now, seen)
  const obstacles = obstaclesOf(now)
  if (obstacles.length > 0)
    throw new PolicyError(
      'CHANGE_BLOCKED',
      `expected a change that may be merged, saw ${obstacles.map(({ message }) => message).join('; ')}`,
      { change: now.change.id, obstacles },
    )
}

/** Throws `MESSAGE_REFUSED` where nothing is said. */
export function requireWords(words: string, what = 'message'): string {
  const said = checkWords(words, what)
  if (said === '') throw new PolicyError('MESSAGE_REFUSED', `expected a ${what}, saw none`)
  return said
}

/** One line of at most 200 characters. */
export function requireTitle(words: string): string {
  const title = requireWords(words, 'title')
  if (title.length > 200 || title.includes('\n'))
    throw new PolicyError(
      'MESSAGE_REFUSED',
      'expected a title of one line, at most 200 characters',
      {
        characters: title.length,
      },
    )
  return title
}
