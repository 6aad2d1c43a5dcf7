import { DomainError } from '@assize/kernel'

export class BackupError extends DomainError<
  | 'PASSPHRASE_WRONG'
  | 'PASSPHRASE_TOO_SHORT'
  | 'NOT_A_BACKUP'
  | 'BACKUP_DAMAGED'
  | 'BACKUP_TRUNCATED'
  | 'BACKUP_OF_OTHER_VERSION'
  | 'TARGET_NOT_EMPTY'
> {}
