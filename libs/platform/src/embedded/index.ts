export { DirectoryLock } from './directory-lock.js'
export { EmbeddedError } from './embedded-error.js'
export { openDataDir } from './cluster-home.js'
export {
  findRunningDatabase,
  removeEmbeddedPostgres,
  startEmbeddedPostgres,
  type EmbeddedOptions,
  type EmbeddedPostgres,
} from './embedded-postgres.js'
export { freePort } from './free-port.js'
export { findProcess, type RunningProcess } from './processes.js'
export { couldBecomeOwner, requireServable } from '../servable.js'
export {
  listMigrations,
  migrate,
  MigrationError,
  type MigrateOptions,
  type MigrateResult,
  type MigrationFile,
} from '../migrations/index.js'
