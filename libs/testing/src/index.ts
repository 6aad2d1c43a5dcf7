export { copyDatabase, freshDatabase, recordErasure, type FreshDatabase } from './database/index.js'
