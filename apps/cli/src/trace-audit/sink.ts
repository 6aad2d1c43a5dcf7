import { once } from 'node:events'
import { createWriteStream, statSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import type { Writable } from 'node:stream'
import { CliError, exitCodes } from '../cli-error.js'

/** Where a result goes; a file appears only when it is whole. */
export interface Sink {
  write(text: string): Promise<void>
  finish(): Promise<void>
  abandon(): Promise<void>
}

export function openSink(out: string | undefined): Sink {
  return out === undefined ? standardOutput() : openFile(out)
}

function standardOutput(): Sink {
  const nothing = () => Promise.resolve()
  // A reader that has seen enough (`| head`) is no error.
  process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE') process.exit(exitCodes.done)
  })
  return { write: (text) => put(process.stdout, text), finish: nothing, abandon: nothing }
}

export function openFile(out: string): Sink {
  // A device, a pipe or what `>(…)` names is written to as it is: a file put in its place would take it away.
  const isFile = statSync(out, { throwIfNoEntry: false })?.isFile() ?? true
  const partial = isFile ? `${out}.partial` : out
  const stream = createWriteStream(partial)
  const opened = new Promise<void>((done) => stream.once('open', () => done()))
  const failure = once(stream, 'error').then(([error]: unknown[]) => {
    throw new CliError('WRONG_USE', `${out} cannot be written: ${reasonOf(error)}`)
  })
  failure.catch(() => undefined)
  const end = () => new Promise<void>((done) => stream.end(done))
  return {
    write: async (text) => {
      await Promise.race([opened, failure])
      await Promise.race([put(stream, text), failure])
    },
    finish: async () => {
      await Promise.race([end(), failure])
      if (isFile) await rename(partial, out)
    },
    abandon: async () => {
      stream.destroy()
      if (isFile) await rm(partial, { force: true })
    },
  }
}

async function put(stream: Writable, text: string): Promise<void> {
  if (!stream.write(text)) await once(stream, 'drain')
}

const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error)
