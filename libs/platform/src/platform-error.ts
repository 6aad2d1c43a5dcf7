import { DomainError } from '@assize/kernel'

export class PlatformError extends DomainError<
  | 'SETTING_INVALID'
  | 'DATABASE_UNREACHABLE'
  | 'DATABASE_NOT_SERVABLE'
  | 'MIGRATION_REFUSED'
  | 'CURSOR_INVALID'
  | 'PAGE_INVALID'
  | 'TEXT_INVALID'
  | 'VALUE_INVALID'
  | 'EMBEDDED_DATABASE'
> {}
