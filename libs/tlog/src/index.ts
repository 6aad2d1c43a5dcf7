export {
  checkpointText,
  openCheckpoint,
  parseCheckpoint,
  signCheckpoint,
  type Checkpoint,
  type Cosignature,
  type OpenedCheckpoint,
  type Trust,
} from './checkpoint.js'
export { consistencyProof, verifyConsistency, type ConsistencyClaim } from './consistency-proof.js'
export { cosignedAt, verifyCosignature, witnessSigner } from './cosignature.js'
export { decodeBundle, encodeBundle, maxEntryBytes } from './entry-bundle.js'
export { inclusionProof, verifyInclusion, type InclusionClaim } from './inclusion-proof.js'
export { checkEntry, entryOf, parseEntry, type EntryColumns, type LogEntry } from './log-entry.js'
export { stated, wordsText, type LogKind, type Row, type WordsForm } from './log-kind.js'
export {
  emptyRoot,
  hashBytes,
  leafHash,
  nodeHash,
  splitPoint,
  treeRoot,
  type Hash,
} from './merkle-tree.js'
export {
  formatVerifierKey,
  isKeyName,
  parseVerifierKey,
  signatureType,
  verifierKey,
  type NoteSigner,
  type VerifierKey,
} from './note-key.js'
export {
  checkRecord,
  checkWords,
  formatRecord,
  parseRecord,
  type CheckedRecord,
  type RecordFile,
  type RecordWords,
  type WordsMissing,
} from './record-file.js'
export { RightEdge, type Tile } from './right-edge.js'
export {
  ed25519Signer,
  formatSignature,
  openNote,
  parseNote,
  signatureLine,
  signNote,
  type Note,
  type NoteSignature,
  type OpenedNote,
  type VerifiedSignature,
} from './signed-note.js'
export {
  parseTilePath,
  tileHashes,
  tilePath,
  tileSpan,
  tileWidth,
  type TileAddress,
} from './tile.js'
export { fold, rootFromTiles, TileHashes, TileReader } from './tile-hashes.js'
export { TlogError, type TlogErrorCode } from './tlog-error.js'
export {
  formatProof,
  parseProof,
  verifyProof,
  type ProvenEntry,
  type TlogProof,
} from './tlog-proof.js'
export {
  proofSteps,
  verifyRecord,
  type Evidence,
  type ProofReport,
  type ProofStep,
} from './verify-record.js'
export {
  Differences,
  differenceTypes,
  type Difference,
  type DifferenceType,
} from './verify/difference.js'
export type { LogKeyFact } from './verify/known-key.js'
export { listingDiffers } from './verify/listing-check.js'
export {
  LogSource,
  nameKey,
  type LineState,
  type ListedDifference,
  type ListingStretch,
  type RecordName,
  type RowStretch,
  type StoredCheckpoint,
  type StoredEntry,
} from './verify/log-source.js'
export { LogVerification } from './verify/log-verification.js'
export { tailState, verifySome, type SomeVerification } from './verify/some-verification.js'
export type {
  KeptHead,
  LateEntry,
  VerificationPlan,
  VerificationProgress,
  VerificationReport,
  VerificationState,
} from './verify/verification.js'
