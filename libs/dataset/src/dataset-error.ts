import { DomainError } from '@assize/kernel'

export class DatasetError extends DomainError<
  | 'NAME_INVALID'
  | 'PURPOSE_INVALID'
  | 'SEED_INVALID'
  | 'SHARES_INVALID'
  | 'SELECTION_INVALID'
  | 'NOTHING_SELECTED'
  | 'DATASET_UNKNOWN'
  | 'FORMAT_UNKNOWN'
  | 'SPLIT_UNKNOWN'
  | 'NOTHING_TO_EXPORT'
  | 'EXPORT_UNKNOWN'
  | 'EXPORT_CHANGED'
> {}
