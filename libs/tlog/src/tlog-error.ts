import { DomainError } from '@assize/kernel'

/** Broken evidence, and what the log refuses to hold. */
export type TlogErrorCode =
  | 'HASH_LENGTH'
  | 'INDEX_OUT_OF_TREE'
  | 'PROOF_LENGTH'
  | 'ROOT_MISMATCH'
  | 'TREE_SHRANK'
  | 'TILE_PATH_MALFORMED'
  | 'TILE_WIDTH'
  | 'BUNDLE_MALFORMED'
  | 'ENTRY_TOO_LARGE'
  | 'ENTRY_MALFORMED'
  | 'ENTRY_MISMATCH'
  | 'WORDS_MISMATCH'
  | 'RECORD_MALFORMED'
  | 'KEY_MALFORMED'
  | 'NOTE_MALFORMED'
  | 'NOTE_UNSIGNED'
  | 'SIGNATURE_INVALID'
  | 'CHECKPOINT_MALFORMED'
  | 'CHECKPOINT_UNSIGNED'
  | 'WITNESSES_MISSING'
  | 'PROOF_MALFORMED'
  | 'LOG_FILE_UNKNOWN'

export class TlogError extends DomainError<TlogErrorCode> {}
