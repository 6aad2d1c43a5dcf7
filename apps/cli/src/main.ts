import { CommanderError } from 'commander'
import { exitCodes, farewell, isReported } from './cli-error.js'
import { program } from './program.js'

/** Runs one verb and answers with the exit code. */
export async function run(args: readonly string[]): Promise<number> {
  try {
    await program().parseAsync([...args], { from: 'user' })
    return exitCodes.done
  } catch (error) {
    // Commander has said its piece already; help and version are no errors.
    if (error instanceof CommanderError) {
      return error.exitCode === 0 ? exitCodes.done : exitCodes.wrongUse
    }
    const { exitCode, message } = farewell(error)
    if (isReported(error)) return exitCode
    if (args.includes('--json')) console.log(JSON.stringify({ error: message }))
    else console.error(`assize: ${message}`)
    return exitCode
  }
}
