import { DomainError } from '@assize/kernel'

export class RiskError extends DomainError<'TOO_FEW_DECISIONS'> {}
