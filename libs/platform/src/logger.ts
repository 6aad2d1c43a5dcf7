import type { LoggerService } from '@nestjs/common'
import { pino, type DestinationStream, type Logger } from 'pino'
import { errorFields } from './error-fields.js'

/**
 * Nest's log as one JSON object a line. Callers pass ids and counts; words of people and models never reach it,
 * and errors are reduced to what `errorFields` keeps of them.
 */
export class PinoLogger implements LoggerService {
  private readonly pino: Logger

  constructor(level: string, name: string, destination?: DestinationStream) {
    const options = { level, name, base: { name }, timestamp: pino.stdTimeFunctions.isoTime }
    this.pino = destination ? pino(options, destination) : pino(options)
  }

  log(message: unknown, ...rest: unknown[]): void {
    this.pino.info(fields(message, rest), textOf(message))
  }
  error(message: unknown, ...rest: unknown[]): void {
    this.pino.error(fields(message, rest), textOf(message))
  }
  warn(message: unknown, ...rest: unknown[]): void {
    this.pino.warn(fields(message, rest), textOf(message))
  }
  debug(message: unknown, ...rest: unknown[]): void {
    this.pino.debug(fields(message, rest), textOf(message))
  }
  verbose(message: unknown, ...rest: unknown[]): void {
    this.pino.trace(fields(message, rest), textOf(message))
  }
}

const textOf = (message: unknown): string =>
  typeof message === 'string' ? message : 'unexpected failure'

function fields(message: unknown, rest: readonly unknown[]): Record<string, unknown> {
  const context = rest.findLast((value) => typeof value === 'string')
  const data = [message, ...rest]
    .filter((value) => typeof value === 'object' && value !== null)
    .map((value) => (value instanceof Error ? errorFields(value) : value))
  return Object.assign({ context }, ...data) as Record<string, unknown>
}
