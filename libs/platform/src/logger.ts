import type { LoggerService } from '@nestjs/common'
import { pino, type Logger } from 'pino'

/**
 * Nest's log as one JSON object a line. Callers pass ids and counts; words of people and models never reach it,
 * and errors are reduced to name, code and stack.
 */
export class PinoLogger implements LoggerService {
  private readonly pino: Logger

  constructor(level: string, name: string) {
    this.pino = pino({ level, name, base: { name }, timestamp: pino.stdTimeFunctions.isoTime })
  }

  log(message: unknown, ...rest: unknown[]): void {
    this.pino.info(fields(rest), String(message))
  }
  error(message: unknown, ...rest: unknown[]): void {
    this.pino.error(fields(rest), String(message))
  }
  warn(message: unknown, ...rest: unknown[]): void {
    this.pino.warn(fields(rest), String(message))
  }
  debug(message: unknown, ...rest: unknown[]): void {
    this.pino.debug(fields(rest), String(message))
  }
  verbose(message: unknown, ...rest: unknown[]): void {
    this.pino.trace(fields(rest), String(message))
  }
}

function fields(rest: readonly unknown[]): Record<string, unknown> {
  const context = rest.findLast((value) => typeof value === 'string')
  const data = rest.filter((value) => typeof value === 'object' && value !== null)
  return Object.assign({ context }, ...data) as Record<string, unknown>
}
