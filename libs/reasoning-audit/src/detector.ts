import type { Finding } from './finding.js'
import type { SubjectReading } from './subject-reading.js'

/** A pure function from one verdict to what it noticed, under the one type it may raise. */
export interface Detector<T extends string = string> {
  readonly type: T
  readonly detect: (subject: SubjectReading) => Finding<T>[]
}
