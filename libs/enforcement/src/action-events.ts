import type { DomainEvent } from '@assize/events'
import type { Action } from './action.js'

export const actionRequested = 'action.requested'

export const requestedEvent = (action: Action): DomainEvent => ({
  type: actionRequested,
  subject: action.id,
  payload: {
    contentItemId: action.contentItemId,
    verdictId: action.verdictId,
    policy: action.policy,
    kind: action.kind,
    interim: action.interim,
    causeKind: action.cause.kind,
    causeId: action.cause.id,
    ...(action.withheldBecause ? { withheldBecause: action.withheldBecause } : {}),
  },
})
