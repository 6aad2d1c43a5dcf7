import { Option, type Command } from 'commander'
import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Transform, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { CliError } from '../cli-error.js'
import { GraphqlClient } from '../installation/graphql-client.js'
import { verb, type JsonOption } from '../verb.js'

interface Options extends JsonOption {
  readonly out?: string
  readonly person?: string
  readonly action?: string
  readonly object?: readonly string[]
  readonly after?: string
  readonly before?: string
  readonly outcome?: string
}

interface Written {
  readonly events: number
  readonly sha256: string
}

export function auditExportCommand(): Command {
  return verb('export', 'Write the audit trail as CloudEvents, one JSON object a line.')
    .option('--person <id>', 'acts of one person or service account')
    .option('--action <name>', 'one action, or how it begins: case.')
    .option('--object <type:id...>', 'acts about these objects, for example verdict:<id>')
    .option('--after <instant>', 'from this instant on, for example 2026-05-01T00:00:00Z')
    .option('--before <instant>', 'up to this instant')
    .addOption(
      new Option('--outcome <name>', 'how the acts ended').choices(['done', 'refused', 'failed']),
    )
    .option('-o, --out <file>', 'where to; standard output otherwise')
    .action(async ({ json, out, ...filter }: Options) => {
      if (json && !out) {
        throw new CliError(
          'WRONG_USE',
          '--json: expected --out beside it, as both write to standard output',
        )
      }
      const client = await GraphqlClient.open('auditor')
      const response = await client.fetch(`/audit/events.jsonl?${searchOf(filter)}`)
      if (!response.ok || !response.body) throw await refusal(response)
      const written = await save(response.body, out)
      if (json) console.log(JSON.stringify({ ...written, file: out }, null, 2))
      else console.error(`${written.events} events, sha256 ${written.sha256}`)
    })
}

function searchOf({ object = [], ...rest }: Omit<Options, 'json' | 'out'>): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(rest)) if (value !== undefined) search.set(name, value)
  for (const each of object) search.append('object', each)
  return search.toString()
}

async function refusal(response: Response): Promise<CliError> {
  const body = (await response.json().catch(() => null)) as { message?: string } | null
  return new CliError('NOT_DONE', body?.message ?? `the trail answered ${response.status}`)
}

/** A file appears under its name only when it is whole. */
async function save(body: AsyncIterable<Uint8Array>, out?: string): Promise<Written> {
  if (!out) return pass(body, process.stdout)
  const unfinished = `${out}.part`
  try {
    const written = await pass(body, createWriteStream(unfinished, { mode: 0o600 }))
    await rename(unfinished, out)
    return written
  } finally {
    await rm(unfinished, { force: true })
  }
}

async function pass(body: AsyncIterable<Uint8Array>, to: Writable): Promise<Written> {
  const hash = createHash('sha256')
  let events = 0
  const counting = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      hash.update(chunk)
      for (const byte of chunk) if (byte === 0x0a) events += 1
      done(null, chunk)
    },
  })
  await pipeline(body, counting, to, { end: to !== process.stdout })
  return { events, sha256: hash.digest('hex') }
}
