/** The job that makes one file; it carries an id, the row is the truth. */
export const exportQueue = 'export'

export interface ExportQueueJob {
  readonly id: string
}

/** Told in the transaction that asks for it; the relay turns it into a job. */
export const exportAsked = 'export.asked'

/** Told with every step a job makes, and with its end. */
export const exportProgressed = 'export.progressed'

/** Told when a file was made of the record. */
export const exportCreated = 'export.created'

/** Told when somebody took a file. */
export const exportDownloaded = 'export.downloaded'
