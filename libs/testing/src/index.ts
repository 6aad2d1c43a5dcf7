export { copyDatabase, freshDatabase, recordErasure, type FreshDatabase } from './database/index.js'
export {
  blob,
  commit,
  copyFrom,
  deltaOf,
  oidOf,
  packedDelta,
  packedObject,
  packedOffsetDelta,
  packOf,
  packOfObjects,
  pushBody,
  tree,
  type CraftedCommand,
  type CraftedEntry,
  type CraftedObject,
} from './git/craft-pack.js'
export { scratchFolder } from './scratch-folder.js'
export { GitClient, gitVersion, type GitAnswer } from './git/git-client.js'
