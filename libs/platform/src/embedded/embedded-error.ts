import { DomainError } from '@assize/kernel'

export class EmbeddedError extends DomainError<
  | 'NO_BINARIES'
  | 'NO_UNPRIVILEGED_ACCOUNT'
  | 'DIRECTORY_UNUSABLE'
  | 'CLUSTER_MISSING'
  | 'CLUSTER_BELONGS_TO_ANOTHER'
  | 'INITDB_FAILED'
  | 'SERVER_FAILED'
  | 'SERVER_WILL_NOT_STOP'
  | 'DIRECTORY_IN_USE'
> {}
