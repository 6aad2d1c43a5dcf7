/** A branch that is to be merged into another. */
export interface Change {
  readonly id: string
  /** 1, 2, 3 … over all changes. */
  readonly number: number
  readonly branch: string
  readonly target: string
  readonly title: string
  readonly description: string
  readonly openedBy: string
  readonly openedAt: Date
  /** Where the target stood, and the head of the branch, when it was opened. */
  readonly base: string
  readonly head: string
  /** The change it takes back. */
  readonly reverts: string | null
}

export const changeEventKinds = [
  'commented',
  'head-moved',
  'approved',
  'changes-requested',
  'merged',
  'closed',
] as const
export type ChangeEventKind = (typeof changeEventKinds)[number]

/** Something that happened to a change, and what was said with it. */
export interface ChangeEvent {
  readonly id: string
  readonly changeId: string
  readonly kind: ChangeEventKind
  readonly by: string
  /** The head it is about. */
  readonly commit: string | null
  readonly mergeCommit: string | null
  readonly words: string | null
  readonly recordedAt: Date
}

export const changeStates = ['open', 'merged', 'closed'] as const
export type ChangeState = (typeof changeStates)[number]

type Happened = Pick<ChangeEvent, 'kind' | 'by' | 'commit'>

/** What a change is, given all that happened to it, oldest first. Merged and closed are for good. */
export function stateOf(events: readonly Pick<ChangeEvent, 'kind'>[]): ChangeState {
  const end = events.find(({ kind }) => kind === 'merged' || kind === 'closed')
  return end?.kind === 'merged' || end?.kind === 'closed' ? end.kind : 'open'
}

/** The head of an open change's branch as its events tell it. */
export function headOf(change: Pick<Change, 'head'>, events: readonly Happened[]): string {
  return events.findLast(({ kind }) => kind === 'head-moved')?.commit ?? change.head
}

const isMove = ({ kind }: Happened): boolean => kind === 'head-moved'

export interface Standing {
  /** Who approved the head as it is, and did not ask for changes since. */
  readonly approvedBy: readonly string[]
  /** Who asked for changes, of whatever head, and did not approve since. */
  readonly blockedBy: readonly string[]
}

export interface LookedAt {
  readonly change: Pick<Change, 'openedBy'>
  /** Oldest first. */
  readonly events: readonly Happened[]
  /** Where the branch is. */
  readonly head: string
  /** Everybody whose work it holds, by their own doing or by what a commit says of itself. */
  readonly authors: ReadonlySet<string>
}

/**
 * How those who looked at a change stand to its head. An approval is of one head and ends when it moves, also where it
 * comes back later; no author's counts. A request for changes stays until the person who made it approves, or moves the
 * branch: what commits say of their authors is written by whoever pushes them, and takes nobody's request away.
 */
export function standingOf({ change, events, head, authors }: LookedAt): Standing {
  const last = new Map<string, Happened>()
  for (const event of events)
    if (event.kind === 'changes-requested' || event.kind === 'approved') last.set(event.by, event)
  const sinceMoved = new Set(events.slice(events.findLastIndex(isMove) + 1))
  const atWork = new Set([change.openedBy, ...events.filter(isMove).map(({ by }) => by)])
  const words = [...last.values()]
  return {
    approvedBy: words
      .filter(({ kind, by }) => kind === 'approved' && !authors.has(by))
      .filter((each) => each.commit === head && sinceMoved.has(each))
      .map(({ by }) => by),
    blockedBy: words
      .filter(({ kind, by }) => kind === 'changes-requested' && !atWork.has(by))
      .map(({ by }) => by),
  }
}
