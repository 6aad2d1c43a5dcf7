/** The job that imports one trace bundle; it carries an id, the row is the truth. */
export const importQueue = 'import'

export interface ImportJob {
  readonly id: string
}

/** Told in the transaction that asks for it; the relay turns it into a job. */
export const importAsked = 'import.asked'

/** Told with every step a run makes, and with its end. */
export const importProgressed = 'import.progressed'

/** The job that fits risk weights to decisions; it carries the id the new weights get. */
export const riskQueue = 'risk'
export interface RefitJob {
  readonly id: string
  readonly population: string
  /** Null where it was time. */
  readonly askedBy: string | null
}
export const refitAsked = 'risk.refit-asked'
