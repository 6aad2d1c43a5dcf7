import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { CliError } from '../cli-error.js'
import { ProgressBar } from '../progress-bar.js'
import { accepted, refusalFields, type GraphqlClient, type Refusal } from './graphql-client.js'

/** A job of the installation that makes a file. */
export interface ExportJob {
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

const jobFields = '__typename id state done total sizeBytes sha256 url failure'

/** What a mutation that begins a job is asked for. */
export const beginFields = `... on ExportJob { ${jobFields} } ${refusalFields} __typename`

const look = /* GraphQL */ `query ExportJob($id: ID!) { exportJob(id: $id) { ${jobFields} } }`

const cancel = /* GraphQL */ `
  mutation CancelExport($id: ID!) {
    cancelExport(id: $id) {
      __typename
    }
  }
`

const pauseMs = 300

/** Waits for the file to be made; who stops waiting calls the job off. */
export async function waitFor(
  client: GraphqlClient,
  begun: ExportJob | Refusal,
): Promise<ExportJob> {
  let job = accepted(begun)
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
export async function download(
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
