import { OnWorkerEvent, WorkerHost } from '@nestjs/bullmq'
import { Logger } from '@nestjs/common'
import { errorFields } from '../error-fields.js'

/**
 * A processor of jobs. What goes wrong between it and its queue is logged by name and place: without a listener BullMQ
 * prints the error itself, with the statement and the values in it.
 */
export abstract class JobWorker extends WorkerHost {
  private readonly logger = new Logger(this.constructor.name)

  @OnWorkerEvent('error')
  noteError(error: Error): void {
    this.logger.error('the job queue failed and is tried again', errorFields(error))
  }
}

interface Emitter {
  on(event: 'error', listener: (error: Error) => void): unknown
}

/** The same for the side that adds jobs. */
export function noteErrorsOf(queue: Emitter, owner: string): void {
  const logger = new Logger(owner)
  queue.on('error', (error) => logger.error('the job queue failed', errorFields(error)))
}
