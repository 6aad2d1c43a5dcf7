import { describeGitStore } from './git-store.contract.js'
import { MemoryGitStore } from './memory-git-store.js'

describeGitStore('in memory', () => Promise.resolve(new MemoryGitStore()))
