import { DomainError } from '@assize/kernel'

export class ClassificationError extends DomainError<
  | 'NO_POLICY_NAMED'
  | 'TOO_MANY_POLICIES'
  | 'POLICY_NAMED_TWICE'
  | 'TOO_MANY_ITEMS'
  | 'NO_ITEMS'
  | 'IDEMPOTENCY_CONFLICT'
  | 'IDEMPOTENCY_KEY_INVALID'
  | 'PRIORITY_INVALID'
  | 'DEADLINE_INVALID'
  | 'POLICY_NOT_IN_FORCE'
> {}
