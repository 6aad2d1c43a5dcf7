import { InvalidArgumentError, Option, type Command } from 'commander'
import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { CliError } from '../cli-error.js'
import {
  accepted,
  GraphqlClient,
  refusalFields,
  type Refusal,
} from '../installation/graphql-client.js'
import { ProgressBar } from '../progress-bar.js'
import { verb, type JsonOption } from '../verb.js'

interface ExportJob {
  readonly __typename: 'ExportJob'
  readonly id: string
  readonly state: string
  readonly done: string
  readonly total: string | null
  readonly sha256: string | null
  readonly sizeBytes: string | null
  readonly url: string | null
  readonly failure: string | null
}

interface Options extends JsonOption {
  readonly filter: Readonly<Record<string, unknown>>
  readonly format: string
  readonly words?: readonly string[]
  readonly out: string
}

const jobFields = '__typename id state done total sizeBytes sha256 url failure'

const begin = /* GraphQL */ `
  mutation ExportVerdicts($input: ExportVerdictsInput!) {
    exportVerdicts(input: $input) { ... on ExportJob { ${jobFields} } ${refusalFields} __typename }
  }
`
const look = /* GraphQL */ `query ExportJob($id: ID!) { exportJob(id: $id) { ${jobFields} } }`

const cancel = /* GraphQL */ `
  mutation CancelExport($id: ID!) {
    cancelExport(id: $id) {
      __typename
    }
  }
`

const pauseMs = 300

export function verdictsExportCommand(): Command {
  return verb('export', 'Write the verdicts of a filter to a file.')
    .option(
      '--filter <json>',
      'as in GraphQL, {"policies":["spam"]}; every verdict otherwise',
      json,
      {},
    )
    .addOption(
      new Option('--format <format>', 'of the file')
        .choices(['jsonl', 'csv', 'parquet'])
        .default('jsonl'),
    )
    .addOption(
      new Option('--words <kind...>', 'words to put in, by your permissions').choices([
        'content',
        'trace',
      ]),
    )
    .requiredOption('-o, --out <file>', 'where to')
    .action(async (options: Options) => {
      const client = await GraphqlClient.open('auditor')
      const made = await make(client, options)
      await download(client, made, options.out)
      if (options.json) console.log(JSON.stringify({ ...made, file: options.out }, null, 2))
      else console.error(`${made.done} verdicts in ${options.out}, sha256 ${made.sha256}`)
    })
}

/** Waits for the file to be made; who stops waiting calls the job off. */
async function make(client: GraphqlClient, options: Options): Promise<ExportJob> {
  const input = {
    filter: options.filter,
    format: options.format.toUpperCase(),
    words: options.words?.map((word) => word.toUpperCase()),
  }
  const { exportVerdicts } = await client.ask<{ exportVerdicts: ExportJob | Refusal }>(begin, {
    input,
  })
  let job = accepted(exportVerdicts)
  const callOff = () => void client.ask(cancel, { id: job.id }).finally(() => process.exit(1))
  process.once('SIGINT', callOff)
  const bar = new ProgressBar('verdicts')
  try {
    while (job.state === 'RUNNING') {
      bar.update(Number(job.done), Number(job.total ?? 0))
      await sleep(pauseMs)
      const { exportJob } = await client.ask<{ exportJob: ExportJob | null }>(look, { id: job.id })
      if (!exportJob) throw new CliError('NOT_DONE', 'the export is there no longer')
      job = exportJob
    }
  } finally {
    bar.stop()
    process.off('SIGINT', callOff)
  }
  if (job.state !== 'DONE')
    throw new CliError('NOT_DONE', job.failure ?? `the export ended ${job.state.toLowerCase()}`)
  return job
}

/** A file appears under its name only when it is whole and is what the record says. */
async function download(
  client: GraphqlClient,
  { url, sha256 }: ExportJob,
  out: string,
): Promise<void> {
  const response = await client.fetch(url ?? '')
  if (!response.ok || !response.body)
    throw new CliError('NOT_DONE', `the export answered ${response.status}`)
  const unfinished = `${out}.part`
  const hash = createHash('sha256')
  const hashing = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      hash.update(chunk)
      done(null, chunk)
    },
  })
  try {
    await pipeline(response.body, hashing, createWriteStream(unfinished, { mode: 0o600 }))
    const seen = hash.digest('hex')
    if (seen !== sha256)
      throw new CliError('NOT_DONE', `expected an export with sha256 ${sha256}, saw ${seen}`)
    await rename(unfinished, out)
  } finally {
    await rm(unfinished, { force: true })
  }
}

function json(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Readonly<Record<string, unknown>>
  } catch {
    // falls through to the refusal below
  }
  throw new InvalidArgumentError('expected a filter as a JSON object')
}
