export {
  readingFaults,
  type OutcomeForm,
  type OutcomeReading,
  type OutputSpan,
  type ReadingContext,
  type ReadingFault,
} from './outcome-reading.js'
export { readOutcome } from './read-outcome.js'
