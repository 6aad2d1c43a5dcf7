import { DomainError } from '@assize/kernel'

export class ImportError extends DomainError<
  | 'SOURCE_AMBIGUOUS'
  | 'PATH_REFUSED'
  | 'BUNDLE_NOT_FOUND'
  | 'BUNDLE_INCOMPLETE'
  | 'BUNDLE_INVALID'
  | 'BUNDLE_UNREADABLE'
  | 'BUNDLE_CHANGED'
  | 'UPLOAD_UNKNOWN'
  | 'UPLOAD_REFUSED'
  | 'UPLOAD_TOO_LARGE'
  | 'UPLOAD_UNAVAILABLE'
  | 'IMPORT_INTERRUPTED'
  | 'IMPORT_STUCK'
> {}
