/** The job that judges the test cases of one run; it carries an id, the rows are the truth. */
export const testRunQueue = 'evaluation'

export interface TestRunJob {
  readonly id: string
}

/** Told in the transaction that asks for a run; the relay turns it into a job. */
export const testRunAsked = 'evaluation.asked'

/** Told with every result, and with the end. */
export const testRunProgressed = 'evaluation.progressed'

/** Told in the transaction that ends a run. */
export const testRunEnded = 'evaluation.ended'
