export { copyDatabase, freshDatabase, type FreshDatabase } from './fresh-database.js'
export { recordErasure } from './record-erasure.js'
