import type { DomainEvent } from '@assize/events'
import type { Appeal, AppealDecision } from './appeal.js'

export const appealLodged = (appeal: Appeal): DomainEvent => ({
  type: 'appeal.lodged',
  subject: appeal.id,
  payload: {
    number: appeal.number,
    actionId: appeal.actionId,
    contentItemId: appeal.contentItemId,
    policy: appeal.policy,
    dueAt: appeal.dueAt.toISOString(),
  },
})

export const appealDecided = (appeal: Appeal, decision: AppealDecision): DomainEvent => ({
  type: 'appeal.decided',
  subject: appeal.id,
  payload: {
    decisionId: decision.id,
    contentItemId: appeal.contentItemId,
    policy: appeal.policy,
    outcome: decision.outcome,
    action: decision.action,
  },
})
