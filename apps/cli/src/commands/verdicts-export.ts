import { Option, type Command } from 'commander'
import { beginFields, download, waitFor, type ExportJob } from '../installation/export-job.js'
import { GraphqlClient, type Refusal } from '../installation/graphql-client.js'
import { jsonObject, verb, type JsonOption } from '../verb.js'

interface Options extends JsonOption {
  readonly filter: Readonly<Record<string, unknown>>
  readonly format: string
  readonly words?: readonly string[]
  readonly out: string
}

const begin = /* GraphQL */ `
  mutation ExportVerdicts($input: ExportVerdictsInput!) {
    exportVerdicts(input: $input) { ${beginFields} }
  }
`

export function verdictsExportCommand(): Command {
  return verb('export', 'Write the verdicts of a filter to a file.')
    .option(
      '--filter <json>',
      'as in GraphQL, {"policies":["spam"]}; every verdict otherwise',
      jsonObject('a filter'),
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

async function make(client: GraphqlClient, options: Options): Promise<ExportJob> {
  const input = {
    filter: options.filter,
    format: options.format.toUpperCase(),
    words: options.words?.map((word) => word.toUpperCase()),
  }
  const { exportVerdicts } = await client.ask<{ exportVerdicts: ExportJob | Refusal }>(begin, {
    input,
  })
  return waitFor(client, exportVerdicts)
}
