import { DomainError } from '@assize/kernel'

export class EvidenceError extends DomainError<
  | 'SCOPE_INVALID'
  | 'SCOPE_EMPTY'
  | 'PURPOSE_INVALID'
  | 'CHECKPOINT_UNKNOWN'
  | 'LOG_UNSIGNED'
  | 'ERASURE_UNLOGGED'
  | 'PACKAGE_BROKEN'
> {}
