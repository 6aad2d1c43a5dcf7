import type { Finding } from './finding.js'
import type { SubjectReading } from './subject-reading.js'

/** A pure function from one verdict to what it noticed, under the one type it may raise. */
export interface Detector<T extends string = string> {
  readonly type: T
  readonly about: DetectorAbout
  readonly detect: (subject: SubjectReading) => Finding<T>[]
}

/** What the README's table tells of a detector; one sentence each, without a full stop. */
export interface DetectorAbout {
  readonly catches: string
  readonly blindSpots: string
}
