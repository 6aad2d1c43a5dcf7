export type ImportState = 'running' | 'done' | 'failed'

/** A line that did not go in; 0 where a whole file is meant. */
export interface ImportProblem {
  readonly line: number
  readonly message: string
}

/** One import of one trace bundle. Always `done` = `recorded` + `present` + `problemCount`. */
export interface ImportRun {
  readonly id: string
  readonly state: ImportState
  /** The bundle's folder, for people. */
  readonly name: string
  readonly openCases: boolean
  /** Lines that are not blank; 0 until they are counted. */
  readonly total: number
  readonly done: number
  readonly recorded: number
  /** Verdicts that were on the record already. */
  readonly present: number
  readonly versions: number
  /** The first of them. */
  readonly problems: readonly ImportProblem[]
  readonly problemCount: number
  /** Why it failed. */
  readonly failure: string | null
  readonly startedBy: string
  readonly startedAt: Date
  readonly finishedAt: Date | null
}

/** What a worker needs to take a run up, again or for the first time. */
export interface RunInHand extends ImportRun {
  readonly path: string
  readonly uploadId: string | null
  /** What the bundle looked like when it was begun. */
  readonly bundleStamp: string | null
  /** The line up to which all is committed. */
  readonly line: number
  /** How often it was taken up since the last commit. */
  readonly attempts: number
}

/** What one transaction adds to a run. */
export interface ImportStep {
  readonly line: number
  readonly recorded: number
  readonly present: number
  readonly problems: readonly ImportProblem[]
}

export const importLimits = {
  linesPerStep: 200,
  bytesPerStep: 8 * 1024 * 1024,
  problemsKept: 200,
  /** A run that comes no further in so many attempts is what kills its worker. */
  attempts: 5,
} as const
