import { MemoryStorage } from 'just-git/server'
import { StorageGitStore } from './storage-git-store.js'

/** Git in memory, for tests. */
export class MemoryGitStore extends StorageGitStore {
  constructor() {
    super(new MemoryStorage())
  }
}
