import { Command, InvalidArgumentError } from 'commander'

export interface JsonOption {
  readonly json?: boolean
}

/** A verb with what all verbs share. */
export function verb(name: string, description: string): Command {
  return new Command(name).description(description).option('--json', 'print the result as JSON')
}

/** The result on standard output: for programs with `--json`, else for people. */
export function print(options: JsonOption, result: unknown, text: string): void {
  console.log(options.json ? JSON.stringify(result, null, 2) : text)
}

/** Reads an option that is a JSON object, `what` in words. */
export const jsonObject =
  (what: string) =>
  (text: string): Readonly<Record<string, unknown>> => {
    try {
      const value: unknown = JSON.parse(text)
      if (typeof value === 'object' && value !== null && !Array.isArray(value))
        return value as Readonly<Record<string, unknown>>
    } catch {
      // falls through to the refusal below
    }
    throw new InvalidArgumentError(`expected ${what} as a JSON object`)
  }
