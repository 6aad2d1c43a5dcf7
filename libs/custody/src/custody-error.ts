import { DomainError } from '@assize/kernel'

export class CustodyError extends DomainError<
  | 'RETENTION_TOO_SHORT'
  | 'RETENTION_TOO_LONG'
  | 'RETENTION_RULE_UNKNOWN'
  | 'HOLD_IN_THE_WAY'
  | 'HOLD_UNKNOWN'
  | 'HOLD_ENDED'
  | 'SAME_PERSON'
  | 'SCOPE_INVALID'
  | 'SCOPE_EMPTY'
  | 'FIELD_INVALID'
  | 'REQUEST_UNKNOWN'
  | 'REQUEST_DECIDED'
  | 'ERASURE_UNAVAILABLE'
> {}
