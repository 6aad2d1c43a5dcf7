import { spawn } from 'node:child_process'
import { root } from './places.mjs'

/** A step that did not work. `output` is what the tool printed; the message alone fits on a line. */
export class StepFailed extends Error {
  constructor(message, output = '') {
    super(message)
    this.name = 'StepFailed'
    this.output = output
  }
}

/**
 * Runs a program and resolves to its exit code and everything it printed.
 * `echo` passes the output through as it comes: all of it, or only what goes to `'stderr'`.
 */
export function run(program, args, { cwd = root, env = {}, echo } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    const take = (to, isEchoed) => (chunk) => {
      output += chunk
      if (isEchoed) to.write(chunk)
    }
    child.stdout.setEncoding('utf8').on('data', take(process.stdout, echo === 'all'))
    child.stderr.setEncoding('utf8').on('data', take(process.stderr, Boolean(echo)))
    child.on('error', (cause) =>
      reject(new StepFailed(`${program} could not be run: ${cause.message}`)),
    )
    child.on('close', (code, signal) => resolve({ code: code ?? 1, signal, output }))
  })
}

export const node = (args, options) => run(process.execPath, args, options)

/** Like `node`, but a non-zero exit is a `StepFailed` with the given sentence. */
export async function nodeOrFail(sentence, args, options) {
  const { code, output } = await node(args, options)
  if (code !== 0) throw new StepFailed(sentence, output)
  return output
}
