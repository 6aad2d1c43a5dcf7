import { DomainError } from '@assize/kernel'

export class MigrationError extends DomainError<
  | 'MIGRATIONS_NOT_FOUND'
  | 'MIGRATION_CHANGED'
  | 'MIGRATION_MISSING'
  | 'MIGRATION_UNFINISHED'
  | 'MIGRATION_FAILED'
> {}
