export { copyDatabase, freshDatabase, type FreshDatabase } from './fresh-database.js'
