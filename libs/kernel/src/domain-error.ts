export type Facts = Readonly<Record<string, unknown>>

/**
 * A refusal or broken evidence. One subclass per room narrows `Code` to a closed union.
 * `message` says what was expected and what was seen and never quotes content or traces;
 * `facts` holds the same as data.
 */
export class DomainError<Code extends string = string> extends Error {
  constructor(
    readonly code: Code,
    message: string,
    readonly facts: Facts = {},
    options?: ErrorOptions,
  ) {
    super(message, options)
    this.name = new.target.name
  }
}

/** `instanceof` alone would leave the code as `any`. */
export const isDomainError = (error: unknown): error is DomainError => error instanceof DomainError
