export { DueRollbacks } from './DueRollbacks.js'
export { ReleasesTab } from './ReleasesTab.js'
