import type { DomainEvent } from '@assize/events'
import type { BranchRule } from './changes/branch-rule.js'
import type { Change } from './changes/change.js'
import type { VersionEntry } from './policy-version.js'
import type { Publication } from './publication.js'
import type { ReleaseArm } from './releases/release-arms.js'

export const policyCommitted = 'policy.committed'
export const policyPublished = 'policy.published'

export const committedEvent = ({ policy, commit, sequence }: VersionEntry): DomainEvent => ({
  type: policyCommitted,
  subject: policy,
  payload: { policy, commit, sequence },
})

export const publishedEvent = ({ id, policy, commit, kind }: Publication): DomainEvent => ({
  type: policyPublished,
  subject: policy,
  payload: { publicationId: id, policy, commit, kind },
})

/** The head of a branch that is to be merged went elsewhere: what was checked of it is to be checked again. */
export const changeHeadMoved = 'policy.change-head-moved'
export const changeMerged = 'policy.change-merged'
export const changeChanged = 'policy.change-changed'
export const branchRuleSet = 'policy.branch-rule-set'
export const branchRuleLoosened = 'policy.branch-rule-loosened'

/** What a branch asks is another: heads that were not asked for it may be now. */
export const branchRuleEvents = ({ id, pattern, loosened }: BranchRule): readonly DomainEvent[] =>
  (loosened ? [branchRuleSet, branchRuleLoosened] : [branchRuleSet]).map((type) => ({
    ...{ type, subject: id, payload: { ruleId: id, pattern } },
  }))

export const changeHeadMovedEvent = (
  { id, branch, target }: Change,
  commit: string,
): DomainEvent => ({
  type: changeHeadMoved,
  subject: id,
  payload: { changeId: id, branch, target, commit },
})

export const changeMergedEvent = ({ id, target }: Change, commit: string): DomainEvent => ({
  type: changeMerged,
  subject: id,
  payload: { changeId: id, target, commit },
})

/** Something was said or decided of a change. */
export const changeChangedEvent = (changeId: string, kind: string): DomainEvent => ({
  type: changeChanged,
  subject: changeId,
  payload: { changeId, kind },
})

export const releaseArmSet = 'policy.release-arm-set'
export const rollbackApproved = 'policy.rollback-approved'
export const rollbackOverdue = 'policy.rollback-overdue'

export const releaseArmSetEvent = ({
  id,
  policy,
  arm,
  commit,
  share,
}: ReleaseArm): DomainEvent => ({
  type: releaseArmSet,
  subject: policy,
  payload: { armId: id, policy, arm, commit, share },
})
