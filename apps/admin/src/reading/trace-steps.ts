import { listSteps } from '@assize/kernel'
import type { Place } from './segments.js'

export interface TraceStep extends Place {
  readonly number: number
  readonly text: string
}

/** A trace in the steps its claims are counted by, numbered. Offsets are those of the trace, as those of spans are. */
export const traceSteps = (trace: string): TraceStep[] =>
  listSteps(trace).map((place, i) => ({
    ...place,
    number: i + 1,
    text: trace.slice(place.start, place.end),
  }))
