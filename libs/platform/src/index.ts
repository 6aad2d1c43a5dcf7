export { Config, type LogSettings, type WitnessSetting } from './config.js'
export { countTokens, loadTokenCounter } from './count-tokens.js'
export { Database, type DatabaseOptions } from './database.js'
export { errorFields, type ErrorFields } from './error-fields.js'
export {
  decodeCursor,
  encodeCursor,
  idOfCursor,
  parsePage,
  toPage,
  type Page,
  type PageArguments,
  type PageRequest,
} from './keyset.js'
export { PinoLogger } from './logger.js'
export { PlatformError } from './platform-error.js'
export { couldBecomeOwner, requireServable } from './servable.js'
export { withSessionLock } from './session-lock.js'
export { insertNew, insertRows, type Row, type Sql } from './sql.js'
export { Prisma, PrismaClient } from './generated/client.js'
