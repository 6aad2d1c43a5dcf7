import { isDomainError } from '@assize/kernel'

/** What may be logged of a failure. */
export interface ErrorFields {
  readonly name: string
  readonly code?: string
  readonly message?: string
  readonly stack?: string
}

/**
 * Name, code and place of a failure. Its message stays out, since a database's or a parser's can hold the words of
 * people and models; only our own refusals never quote them.
 */
export function errorFields(error: unknown): ErrorFields {
  if (!(error instanceof Error)) return { name: typeof error }
  const { name, message, stack } = error
  const { code } = error as { code?: unknown }
  return {
    name,
    ...(typeof code === 'string' ? { code } : {}),
    ...(isDomainError(error) ? { message } : {}),
    ...(stack === undefined ? {} : { stack: placesIn(stack, message) }),
  }
}

/** Without the message, which may itself hold lines that look like places. */
const placesIn = (stack: string, message: string): string =>
  stack
    .slice(Math.max(0, stack.indexOf(message)) + message.length)
    .split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .join('\n')
