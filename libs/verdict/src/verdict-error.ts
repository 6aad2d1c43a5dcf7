import { DomainError } from '@assize/kernel'

export class VerdictError extends DomainError<
  'VERDICT_NOT_FOUND' | 'FILTER_INVALID' | 'FIGURES_INVALID'
> {}
