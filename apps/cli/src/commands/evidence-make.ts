import { InvalidArgumentError, type Command } from 'commander'
import { CliError } from '../cli-error.js'
import { beginFields, download, waitFor, type ExportJob } from '../installation/export-job.js'
import { GraphqlClient, type Refusal } from '../installation/graphql-client.js'
import { jsonObject, print, verb, type JsonOption } from '../verb.js'

interface Options extends JsonOption {
  readonly verdict?: string
  readonly case?: string
  readonly filter?: Readonly<Record<string, unknown>>
  readonly purpose: string
  readonly checkpoint?: string
  readonly out: string
}

const begin = /* GraphQL */ `
  mutation MakeEvidencePackage($input: MakeEvidencePackageInput!) {
    makeEvidencePackage(input: $input) { ${beginFields} }
  }
`

const help = `
The package holds the words you may read; what is left out is listed in it with the reason.
Check it without us: assize evidence verify FILE --key 'THE LOG'S KEY', or node verify.mjs in it.

Exit codes: 0 made, 1 refused or not made, 2 wrong use, 3 the installation is not reachable.`

export function evidenceMakeCommand(): Command {
  return verb(
    'make',
    'Make an evidence package about a verdict, a case or all verdicts of a filter.',
  )
    .option('--verdict <id>', 'about this verdict')
    .option('--case <id>', 'about this case')
    .option(
      '--filter <json>',
      'about these verdicts, as in GraphQL: {"policies":["spam"]}; {} for every one',
      jsonObject('a filter'),
    )
    .option('--purpose <line>', 'what it is for; stands in the package', 'made at the command line')
    .option('--checkpoint <size>', 'of a checkpoint signed before: the same package again', size)
    .requiredOption('-o, --out <file>', 'where to')
    .addHelpText('after', help)
    .action(async (options: Options) => {
      const input = inputOf(options)
      const client = await GraphqlClient.open('auditor')
      const { makeEvidencePackage } = await client.ask<{
        makeEvidencePackage: ExportJob | Refusal
      }>(begin, { input })
      const made = await waitFor(client, makeEvidencePackage)
      await download(client, made, options.out)
      const text = `${made.done} verdicts with their proofs in ${options.out}, sha256 ${made.sha256}`
      print(options, { ...made, file: options.out }, text)
    })
}

function inputOf({ verdict, case: caseId, filter, purpose, checkpoint }: Options) {
  const scopes = [verdict, caseId, filter].filter((scope) => scope !== undefined)
  if (scopes.length !== 1)
    throw new CliError('WRONG_USE', 'expected one of --verdict, --case and --filter')
  return { verdictId: verdict, caseId, filter, purpose, checkpointSize: checkpoint }
}

function size(text: string): string {
  if (/^[1-9]\d{0,18}$/.test(text)) return text
  throw new InvalidArgumentError('expected a whole number from 1')
}
