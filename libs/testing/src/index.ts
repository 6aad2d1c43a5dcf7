export { freshDatabase, type FreshDatabase } from './database/index.js'
