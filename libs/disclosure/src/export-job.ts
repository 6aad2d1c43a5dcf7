/** What kinds of files are made in the background. */
export const exportKinds = ['verdict-export', 'population', 'sample', 'evidence-package'] as const
export type ExportKind = (typeof exportKinds)[number]

export const exportStates = [
  'running',
  'done',
  'failed',
  'cancelled',
  'withdrawn',
  'expired',
] as const
export type ExportState = (typeof exportStates)[number]

/** Words of people and models that a file may hold; each has a permission of its own. */
export const wordKinds = ['content', 'trace'] as const
export type WordKind = (typeof wordKinds)[number]

export interface Requester {
  readonly kind: 'person' | 'service'
  readonly id: string
  /** What the key they came by was limited to; null for all that their roles give. */
  readonly scopes: readonly string[] | null
}

/** A job that makes one file, and a manifest beside it. */
export interface ExportJob {
  readonly id: string
  readonly kind: ExportKind
  readonly state: ExportState
  /** What the kind needs to know; JSON. */
  readonly params: Readonly<Record<string, unknown>>
  readonly words: readonly WordKind[]
  readonly requester: Requester
  readonly done: bigint
  /** An estimate until it is done; null until it is known. */
  readonly total: bigint | null
  readonly fileName: string
  readonly rows: bigint | null
  readonly sizeBytes: bigint | null
  readonly sha256: string | null
  /** Why it failed. */
  readonly failure: string | null
  /** Why the file was taken back. */
  readonly withdrawn: string | null
  /** What was recorded later is not in it. */
  readonly cutAt: Date
  readonly createdAt: Date
  readonly finishedAt: Date | null
  /** When the file goes, once there is one. */
  readonly expiresAt: Date | null
}

/** What a worker needs beside, to take a job up for the first time or again. */
export interface JobInHand extends ExportJob {
  /** Where the worker before stopped; null at the start. Its shape is the kind's own. */
  readonly position: unknown
  /** Counts those who took it up: only the latest may write. */
  readonly turn: number
  /** How often it was taken up since it last came further. */
  readonly attempts: number
}

/** What a job made. */
export interface MadeFile {
  readonly rows: bigint
  readonly sizeBytes: bigint
  readonly sha256: string
}

export const exportLimits = {
  /** A job that comes no further in so many attempts is what kills its worker. */
  attempts: 5,
} as const

export const manifestName = (fileName: string): string => `${fileName}.manifest.json`
