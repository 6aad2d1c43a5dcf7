export { GitstoreModule } from './gitstore.module.js'
export { PostgresGitStore } from './postgres-git-store.js'
