import type { PushedRef, Pusher, PushRemark, PushRule } from './push-gate.js'
import { shortRefName } from './ref-name.js'

export interface Protection {
  /** Short names, `main`. */
  isProtected(branch: string): boolean
  /** Whether this person may move it by a push that forces nothing; nobody unless told. */
  mayPush?(pusher: Pusher, branch: string): boolean
}

/** Protected branches are never removed or rewound, and nobody pushes to them unless the protection says who. */
export const protectedBranches = (protection: Protection): PushRule => ({
  name: 'protected-branches',
  check: ({ refs, pusher }) =>
    refs
      .filter(({ kind, ref }) => kind === 'branch' && protection.isProtected(shortRefName(ref)))
      .flatMap((moved) => refusalOf(moved, pusher, protection)),
})

function refusalOf(
  { ref, change }: PushedRef,
  pusher: Pusher,
  protection: Protection,
): readonly PushRemark[] {
  const branch = shortRefName(ref)
  const refused = (message: string): readonly PushRemark[] => [
    { severity: 'error', ref, code: 'BRANCH_PROTECTED', message },
  ]
  if (change === 'removed') return refused(`${branch} is protected and is not removed`)
  if (change === 'forced') return refused(`${branch} is protected and is not rewound`)
  if (protection.mayPush?.(pusher, branch)) return []
  return refused(`${branch} is protected: push another branch and open a change`)
}

/** A tag, once there, stays what it is. */
export const immutableTags: PushRule = {
  name: 'immutable-tags',
  check: ({ refs }) =>
    refs
      .filter(({ kind, change }) => kind === 'tag' && change !== 'made')
      .map(({ ref, change }) => ({
        severity: 'error',
        ref,
        code: 'TAG_IMMUTABLE',
        message: `tag ${shortRefName(ref)} is there and is not ${change === 'removed' ? 'removed' : 'moved'}`,
      })),
}
