import { InvalidArgumentError, type Command } from 'commander'
import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Transform, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { CliError } from '../cli-error.js'
import {
  accepted,
  GraphqlClient,
  refusalFields,
  type Refusal,
} from '../installation/graphql-client.js'
import { verb, type JsonOption } from '../verb.js'

interface DatasetExport {
  readonly __typename: 'DatasetExport'
  readonly dataset: string
  readonly version: number
  readonly lines: number
  readonly sha256: string
  readonly url: string
}

interface Options extends JsonOption {
  readonly datasetVersion?: number
  readonly split?: string
  readonly out?: string
}

const document = /* GraphQL */ `
  mutation ExportDataset($input: ExportDatasetInput!) {
    exportDataset(input: $input) {
      __typename
      ... on DatasetExport { id dataset version format split lines sizeBytes sha256 url recordedAt }
      ${refusalFields}
    }
  }
`

export function datasetExportCommand(): Command {
  return verb('export', 'Write a version of a data set as chat JSONL with lineage.')
    .argument('<name>', 'of the data set')
    .option('--dataset-version <n>', 'which version; the newest otherwise', wholeNumber)
    .option('--split <name>', 'train, dev or test alone')
    .option('-o, --out <file>', 'where to; standard output otherwise')
    .action(async (name: string, options: Options) => {
      if (options.json && !options.out) {
        throw new CliError(
          'WRONG_USE',
          '--json: expected --out beside it, as both write to standard output',
        )
      }
      const client = await GraphqlClient.open('data-steward')
      const { exportDataset } = await client.ask<{ exportDataset: DatasetExport | Refusal }>(
        document,
        { input: { name, version: options.datasetVersion, split: options.split } },
      )
      const made = accepted(exportDataset)
      await download(client, made, options.out)
      if (options.json) console.log(JSON.stringify({ ...made, file: options.out }, null, 2))
      else
        console.error(
          `${made.lines} lines of ${name} version ${made.version}, sha256 ${made.sha256}`,
        )
    })
}

/** A file appears under its name only when it is whole and is what the record says. */
async function download(client: GraphqlClient, made: DatasetExport, out?: string): Promise<void> {
  const response = await client.fetch(made.url)
  if (!response.ok || !response.body) {
    throw new CliError('NOT_DONE', `the export answered ${response.status}`)
  }
  if (!out) return pass(response.body, process.stdout, made.sha256)
  const unfinished = `${out}.part`
  try {
    await pass(response.body, createWriteStream(unfinished), made.sha256)
    await rename(unfinished, out)
  } finally {
    await rm(unfinished, { force: true })
  }
}

async function pass(body: AsyncIterable<Uint8Array>, to: Writable, sha256: string): Promise<void> {
  const hash = createHash('sha256')
  const hashing = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      hash.update(chunk)
      done(null, chunk)
    },
  })
  await pipeline(body, hashing, to, { end: to !== process.stdout })
  const seen = hash.digest('hex')
  if (seen !== sha256) {
    throw new CliError('NOT_DONE', `expected an export with sha256 ${sha256}, saw ${seen}`)
  }
}

function wholeNumber(text: string): number {
  if (/^[1-9]\d*$/.test(text)) return Number(text)
  throw new InvalidArgumentError('expected a whole number from 1')
}
