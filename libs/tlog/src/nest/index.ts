export { LogReader, type LoggedRecord } from './log-reader.js'
export type { SignedCheckpoint } from './published-checkpoint.js'
export { LogEntryType } from './log.graphql.js'
export { LogLoaders } from './log-loaders.js'
export { LogFigures } from './log-figures.js'
export { LogKeys } from './log-keys.js'
export { LogServingModule } from './log-serving.module.js'
export { SequencingModule } from './sequencing.module.js'
export { TlogModule } from './tlog.module.js'
export { readLogKinds } from './log-kinds.js'
export { PostgresTiles } from './postgres-tiles.js'
export { RecordFiles } from './record-files.js'
export { recordedRows, rowKey, wordsOf, type RecordKey } from './recorded-rows.js'
export { continueAs, recordKey, type LogKeeping } from './log-keeping.js'
export {
  logKeepingOver,
  makeDigestOver,
  relistOver,
  verifyLogOver,
  type Relisting,
} from './over-database.js'
