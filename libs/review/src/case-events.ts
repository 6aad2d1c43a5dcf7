import type { DomainEvent } from '@assize/events'
import type { Decision } from './decision.js'
import type { CaseEventKind, ReviewCase } from './review-case.js'

export const caseChanged = 'case.changed'
export const decisionRecorded = 'decision.recorded'
export const decisionReversed = 'decision.reversed'

type Changed = Pick<ReviewCase, 'id' | 'state' | 'queue' | 'contentItemId'>

export const changedEvent = (each: Changed, kind: CaseEventKind): DomainEvent => ({
  type: caseChanged,
  subject: each.id,
  payload: { kind, state: each.state, queue: each.queue, contentItemId: each.contentItemId },
})

const payloadOf = ({ caseId, verdictId, policy, outcome, isCorrection }: Decision) => ({
  ...{ caseId, verdictId, policy, outcome, isCorrection },
})

export const recordedEvent = (decision: Decision): DomainEvent => ({
  type: decisionRecorded,
  subject: decision.id,
  payload: payloadOf(decision),
})

export const reversedEvent = (decision: Decision): DomainEvent => ({
  type: decisionReversed,
  subject: decision.id,
  payload: payloadOf(decision),
})
