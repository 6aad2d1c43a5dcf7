import { shortRefName, type PushRule } from '@assize/gitstore'
import type { BranchDemands } from '../changes/branch-rule.js'

/** A branch whose rule takes no commits of its own is moved by changes; it is made and left alone by anybody. */
export const ruledBranches = (
  demandsOn: (branch: string) => Promise<Pick<BranchDemands, 'directCommits'>>,
): PushRule => ({
  name: 'ruled-branches',
  check: async ({ refs }) => {
    const moved = refs.filter(({ kind, change }) => kind === 'branch' && change !== 'made')
    const closed = await Promise.all(
      moved.map(async ({ ref }) => !(await demandsOn(shortRefName(ref))).directCommits),
    )
    return moved
      .filter((_, index) => closed[index])
      .map(({ ref }) => ({
        severity: 'error',
        ref,
        code: 'CHANGE_REQUIRED',
        message: `${shortRefName(ref)} takes no commits of its own: push another branch and open a change`,
      }))
  },
})
