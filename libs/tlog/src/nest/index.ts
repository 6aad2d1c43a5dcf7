export { LogReader, type LoggedRecord } from './log-reader.js'
export type { SignedCheckpoint } from './published-checkpoint.js'
export { TlogModule } from './tlog.module.js'
