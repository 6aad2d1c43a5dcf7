import { DomainError } from '@assize/kernel'

export class AppealError extends DomainError<
  | 'ACTION_UNKNOWN'
  | 'NOTHING_TO_APPEAL'
  | 'ACTION_ANSWERED_APPEAL'
  | 'ACTION_TAKEN_BACK'
  | 'ACTION_APPEALED'
  | 'ALREADY_APPEALED'
  | 'STATEMENT_INVALID'
  | 'APPEAL_UNKNOWN'
  | 'ALREADY_DECIDED'
  | 'REASONS_INVALID'
  | 'ACTION_UNFIT'
  | 'NOT_A_PERSON'
> {}
