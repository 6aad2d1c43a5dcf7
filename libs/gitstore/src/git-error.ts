import { DomainError } from '@assize/kernel'

export class GitError extends DomainError<
  | 'REPOSITORY_UNKNOWN'
  | 'HEAD_MOVED'
  | 'REF_UNKNOWN'
  | 'REF_AMBIGUOUS'
  | 'PATH_REFUSED'
  | 'PATH_UNKNOWN'
  | 'SIGNATURE_REFUSED'
  | 'MESSAGE_REFUSED'
  | 'NOTHING_CHANGED'
  | 'OBJECT_UNKNOWN'
  | 'OBJECT_CORRUPT'
> {}
