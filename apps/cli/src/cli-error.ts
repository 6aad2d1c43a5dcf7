import { DomainError } from '@assize/kernel'

/** What the shell is told; the numbers are part of the outer surface. */
export const exitCodes = { done: 0, failed: 1, wrongUse: 2, notReachable: 3 } as const

/** `NOT_DONE`: the work or the check failed. `WRONG_USE`: an argument or a setting is wrong. */
export class CliError extends DomainError<'NOT_DONE' | 'WRONG_USE' | 'NOT_REACHABLE'> {}

/** A check whose report is printed already has said what failed. */
export const isReported = (error: unknown): boolean =>
  error instanceof CliError && error.facts['reported'] === true

const codeOf = {
  NOT_DONE: exitCodes.failed,
  WRONG_USE: exitCodes.wrongUse,
  NOT_REACHABLE: exitCodes.notReachable,
} as const

export interface Farewell {
  readonly exitCode: number
  readonly message: string
}

/** One line for whatever went wrong; nobody at a terminal is helped by a stack trace. */
export function farewell(error: unknown): Farewell {
  if (error instanceof CliError) return { exitCode: codeOf[error.code], message: oneLine(error) }
  if (isConnectionError(error)) {
    return { exitCode: exitCodes.notReachable, message: `not reachable: ${oneLine(error)}` }
  }
  if (error instanceof Error) return { exitCode: exitCodes.failed, message: oneLine(error) }
  return { exitCode: exitCodes.failed, message: String(error) }
}

const connectionErrors = ['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT']

function isConnectionError(error: unknown): error is Error {
  if (!(error instanceof Error)) return false
  const { code } = error as NodeJS.ErrnoException
  return connectionErrors.includes(code ?? '') || isConnectionError(error.cause)
}

/** An AggregateError, as Node throws for a host with two addresses, has no message of its own. */
function oneLine(error: Error): string {
  const inner = error instanceof AggregateError ? (error.errors[0] as Error | undefined) : undefined
  return (error.message || inner?.message || error.name).split('\n')[0] ?? error.name
}
