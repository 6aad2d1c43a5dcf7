import type { Listing } from './listings.js'
import type { PackageCheckpoint } from './evidence-package.js'

/** Where a package stands when its worker dies: files are cut there, and the next verdict is the one after `after`. */
export interface EvidencePosition {
  readonly checkpoint: PackageCheckpoint & { readonly note: string }
  /** The log's, when the checkpoint was first used. */
  readonly verifierKeys: readonly string[]
  readonly bag: {
    readonly zipBytes: number
    readonly directoryBytes: number
    readonly manifestBytes: number
    readonly entries: number
    readonly payloadBytes: number
    readonly payloadFiles: number
  }
  readonly spools: Readonly<Record<Listing | 'redactions', number>>
  readonly after: string | null
  readonly verdicts: number
  readonly simulated: number
  readonly records: number
  readonly redactions: number
  /** Of the first verdict in the log; digits. */
  readonly firstIndex: string | null
  readonly decidedFrom: string | null
  readonly decidedTo: string | null
  /** By version key, in the order they were met. */
  readonly policies: readonly string[]
}
