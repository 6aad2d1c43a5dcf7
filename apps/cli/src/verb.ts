import { Command } from 'commander'

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
