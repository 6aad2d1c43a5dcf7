import { DomainError } from '@assize/kernel'

export class DossierError extends DomainError<'VERDICT_UNKNOWN' | 'QUESTION_INVALID'> {}
