export { DirectoryLock } from './directory-lock.js'
export { EmbeddedError } from './embedded-error.js'
export {
  removeEmbeddedPostgres,
  startEmbeddedPostgres,
  type EmbeddedOptions,
  type EmbeddedPostgres,
} from './embedded-postgres.js'
export { freePort, isPortFree } from './free-port.js'
