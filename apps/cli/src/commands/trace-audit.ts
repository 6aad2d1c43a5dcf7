import { Command, InvalidArgumentError, Option } from 'commander'
import { availableParallelism } from 'node:os'
import { CliError } from '../cli-error.js'
import { auditTraces, type AuditRequest } from '../trace-audit/audit-traces.js'
import { failConditions, type FailCondition } from '../trace-audit/tally.js'

interface Options extends Omit<AuditRequest, 'threads'> {
  readonly failOn?: FailCondition
  readonly cores?: number
  readonly json?: boolean
}

const failHelp =
  'exit with 1 if a trace has: a hard finding with confidence of 0.5 or more, any finding, a flag, no audit'

export function traceAuditCommand(): Command {
  return new Command('audit')
    .description('Audit recorded verdicts and their traces on disk; needs no installation.')
    .requiredOption(
      '--traces <file>',
      'traces.jsonl, a folder that holds it, or a batch output file',
    )
    .option(
      '--policies <folder>',
      'folder of index.json and the policy texts (default: beside the traces)',
    )
    .option('--requests <file>', 'batch input file that belongs to a batch output file')
    .option('--out <file>', 'where one line per trace goes (default: standard output)')
    .option('--html <file>', 'a page of the traces with findings, their words blurred until asked')
    .option('--repeats', 'also compare traces of the same policy version and messages')
    .option('--cores <number>', 'how many cores to use (default: all)', countOf)
    .addOption(new Option('--fail-on <condition>', failHelp).choices(failConditions))
    .option('--json', 'print the summary as JSON')
    .action(run)
}

async function run({ failOn, cores, json, ...request }: Options): Promise<void> {
  const tally = await auditTraces({ ...request, threads: cores ?? availableParallelism() })
  const text = json ? JSON.stringify(tally.facts()) : tally.text()
  ;(request.out === undefined ? process.stderr : process.stdout).write(`${text}\n`)
  const { conditions, traces } = tally.counts
  if (failOn && tally.audited === 0)
    throw new CliError('NOT_DONE', `none of ${traces} traces could be audited`)
  if (failOn && conditions[failOn] > 0)
    throw new CliError('NOT_DONE', `${conditions[failOn]} of ${traces} traces: ${failOn}`)
}

function countOf(text: string): number {
  const count = Number(text)
  if (Number.isInteger(count) && count > 0 && count <= 256) return count
  throw new InvalidArgumentError('expected a number from 1 to 256')
}
