export { DirectoryLock } from './directory-lock.js'
export { EmbeddedError } from './embedded-error.js'
export {
  removeEmbeddedPostgres,
  startEmbeddedPostgres,
  type EmbeddedOptions,
  type EmbeddedPostgres,
} from './embedded-postgres.js'
export { freePort, isPortFree } from './free-port.js'
export {
  listMigrations,
  migrate,
  MigrationError,
  type MigrateOptions,
  type MigrateResult,
  type MigrationFile,
} from '../migrations/index.js'
