export { copyDatabase, freshDatabase, type FreshDatabase } from './database/index.js'
