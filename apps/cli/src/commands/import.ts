import type { Command } from 'commander'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { CliError } from '../cli-error.js'
import {
  accepted,
  GraphqlClient,
  refusalFields,
  type Refusal,
} from '../installation/graphql-client.js'
import { ProgressBar } from '../progress-bar.js'
import { print, verb, type JsonOption } from '../verb.js'

interface ImportRun {
  readonly __typename: 'ImportRun'
  readonly id: string
  readonly state: string
  readonly total: number
  readonly done: number
  readonly recorded: number
  readonly present: number
  readonly versions: number
  readonly problems: readonly { readonly line: number; readonly message: string }[]
  readonly problemCount: number
  readonly failure: string | null
}

interface Options extends JsonOption {
  readonly traces: string
  readonly openCases?: boolean
}

const run = /* GraphQL */ `
  __typename id state total done recorded present versions problemCount failure problems { line message }
`
const begin = /* GraphQL */ `
  mutation ImportTraces($input: ImportTracesInput!) {
    importTraces(input: $input) { __typename ... on ImportRun { ${run} } ${refusalFields} }
  }
`
const look = /* GraphQL */ `query ImportRun($id: ID!) { importRun(id: $id) { ${run} } }`

const pauseMs = 250

export function importCommand(): Command {
  return verb('import', 'Put recorded verdicts with their traces on the record, and audit them.')
    .requiredOption(
      '--traces <path>',
      'a trace bundle: a folder with traces.jsonl and policies/, or the traces.jsonl in it',
    )
    .option('--open-cases', 'open a case for every flagged verdict')
    .addHelpText('after', '\nThe server reads the bundle itself: it has to be on its machine.')
    .action(async (options: Options) => {
      const client = await GraphqlClient.open('data-steward')
      const imported = await importAll(client, options)
      print(options, imported, summary(imported))
      if (imported.state.toLowerCase() === 'failed') {
        throw new CliError('NOT_DONE', imported.failure ?? 'the import did not get through')
      }
    })
}

async function importAll(client: GraphqlClient, options: Options): Promise<ImportRun> {
  const path = pathOnServer(client.url, options.traces)
  const { importTraces } = await client.ask<{ importTraces: ImportRun | Refusal }>(begin, {
    input: { path, openCases: options.openCases ?? false },
  })
  const bar = new ProgressBar('importing')
  try {
    let current: ImportRun = accepted(importTraces)
    while (current.state.toLowerCase() === 'running') {
      bar.update(current.done, current.total)
      await sleep(pauseMs)
      const { importRun } = await client.ask<{ importRun: ImportRun | null }>(look, {
        id: current.id,
      })
      if (!importRun) throw new CliError('NOT_DONE', `import ${current.id} is gone`)
      current = importRun
    }
    bar.update(current.done, current.total)
    return current
  } finally {
    bar.stop()
  }
}

/** A path on this machine means the same to a server on this machine, whatever its directory. */
function pathOnServer(url: string, path: string): string {
  const { hostname } = new URL(url)
  if (!['127.0.0.1', 'localhost', '[::1]'].includes(hostname)) return path
  if (!existsSync(path)) throw new CliError('WRONG_USE', `--traces: ${path} does not exist`)
  return resolve(path)
}

const mostProblemsShown = 20

function summary(imported: ImportRun): string {
  const { recorded, present, versions, problems, problemCount } = imported
  const shown = problems.slice(0, mostProblemsShown)
  const more = problemCount - shown.length
  return [
    `${recorded} verdicts recorded, ${present} were there already, ${versions} policy versions`,
    ...shown.map(({ line, message }) => `line ${line}: ${message}`),
    ...(more > 0 ? [`and ${more} more problems`] : []),
  ].join('\n')
}
