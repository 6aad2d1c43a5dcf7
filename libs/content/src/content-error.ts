import { DomainError } from '@assize/kernel'

export class ContentError extends DomainError<
  | 'CONTENT_EMPTY'
  | 'CONTENT_AMBIGUOUS'
  | 'CONTENT_TOO_LARGE'
  | 'CONTENT_TOO_LONG'
  | 'CONTENT_TOO_MANY_TURNS'
  | 'CONTENT_INVALID_TEXT'
  | 'CONTENT_UNKNOWN_ROLE'
  | 'SUBJECT_OUT_OF_RANGE'
  | 'FIELD_INVALID'
> {}
