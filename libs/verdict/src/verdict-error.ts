import { DomainError } from '@assize/kernel'

export class VerdictError extends DomainError<
  | 'VERDICT_NOT_FOUND'
  | 'FILTER_INVALID'
  | 'FIGURES_INVALID'
  | 'VIEW_INVALID'
  | 'VIEW_UNKNOWN'
  | 'VIEWS_TOO_MANY'
  | 'TOTAL_UNKNOWN'
> {}
