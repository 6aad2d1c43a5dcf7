import {
  auditBundleTrace,
  auditOfProblem,
  findingTypes,
  isFlagging,
  type BundleAudit,
  type BundleLine,
} from '@assize/reasoning-audit'
import { SingleBar } from 'cli-progress'
import { Command, Option } from 'commander'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { rename, rm, stat } from 'node:fs/promises'
import type { Writable } from 'node:stream'
import { CliError, exitCodes } from '../cli-error.js'
import { openBundle, readBundleLines, type Bundle } from './trace-bundle.js'

const failConditions = ['hard', 'soft', 'flagged', 'error'] as const
type FailCondition = (typeof failConditions)[number]

interface Options {
  readonly traces: string
  readonly policies?: string
  readonly requests?: string
  readonly out?: string
  readonly failOn?: FailCondition
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
    .addOption(new Option('--fail-on <condition>', failHelp).choices(failConditions))
    .option('--json', 'print the summary as JSON')
    .action((options: Options) => auditTraces(options))
}

/** Reads, audits and writes one line at a time; the output file appears only when it is whole. */
async function auditTraces(options: Options): Promise<void> {
  const bundle = await openBundle(options)
  const summary = new Summary()
  const sink = openSink(options.out)
  const bar = startBar(await sizeOf(bundle.tracesFile))
  try {
    for await (const { bytes, ...line } of readBundleLines(bundle)) {
      const audit = auditLine(line, bundle)
      summary.add(audit)
      await sink.write(`${JSON.stringify(audit)}\n`)
      bar?.update(bytes)
    }
    await sink.finish()
  } catch (error) {
    await sink.abandon()
    throw error
  } finally {
    bar?.stop()
  }
  const text = options.json ? JSON.stringify(summary.facts()) : summary.text()
  ;(options.out === undefined ? process.stderr : process.stdout).write(`${text}\n`)
  const { failOn } = options
  if (failOn && summary.count(failOn) > 0)
    throw new CliError(
      'NOT_DONE',
      `${summary.count(failOn)} of ${summary.traces} traces: ${failOn}`,
    )
}

type AuditLine = BundleAudit | ReturnType<typeof auditOfProblem>

const auditLine = (line: BundleLine, bundle: Bundle): AuditLine =>
  line.kind === 'problem'
    ? auditOfProblem(line)
    : auditBundleTrace(line.trace, bundle.policyOf(line.trace.policyVersion))

class Summary {
  traces = 0
  private readonly traceCounts: Record<FailCondition, number> = {
    hard: 0,
    soft: 0,
    flagged: 0,
    error: 0,
  }
  private readonly byType = new Map<string, number>(findingTypes.map((type) => [type, 0]))

  add(line: AuditLine): void {
    this.traces += 1
    if (line.error !== undefined) this.traceCounts.error += 1
    if (!('findings' in line)) return
    const { findings, outcome, error } = line as BundleAudit
    const hard = findings.some(isFlagging)
    if (hard) this.traceCounts.hard += 1
    if (findings.length > 0) this.traceCounts.soft += 1
    if (hard || (outcome === 'undetermined' && error === undefined)) this.traceCounts.flagged += 1
    for (const type of new Set(findings.map((finding) => finding.type)))
      this.byType.set(type, (this.byType.get(type) ?? 0) + 1)
  }

  count(condition: FailCondition): number {
    return this.traceCounts[condition]
  }

  facts(): Record<string, unknown> {
    const { flagged, error: errors } = this.traceCounts
    return { traces: this.traces, flagged, errors, findings: Object.fromEntries(this.byType) }
  }

  text(): string {
    const { flagged, error } = this.traceCounts
    const types = [...this.byType].map(([type, count]) => `  ${type.padEnd(28)}${count}`)
    const failed = error > 0 ? `, ${error} not audited` : ''
    return [
      `${this.traces} traces, ${flagged} flagged${failed}; traces by finding:`,
      ...types,
    ].join('\n')
  }
}

interface Sink {
  write(text: string): Promise<void>
  finish(): Promise<void>
  abandon(): Promise<void>
}

function openSink(out: string | undefined): Sink {
  return out === undefined ? standardOutput() : fileSink(out)
}

function standardOutput(): Sink {
  const nothing = () => Promise.resolve()
  // A reader that has seen enough (`| head`) is no error.
  process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE') process.exit(exitCodes.done)
  })
  return { write: (text) => put(process.stdout, text), finish: nothing, abandon: nothing }
}

function fileSink(out: string): Sink {
  const partial = `${out}.partial`
  const stream = createWriteStream(partial)
  const failure = once(stream, 'error').then(([error]: unknown[]) => {
    throw new CliError('WRONG_USE', `${out} cannot be written: ${reasonOf(error)}`)
  })
  failure.catch(() => undefined)
  const end = () => new Promise<void>((done) => stream.end(done))
  return {
    write: (text) => Promise.race([put(stream, text), failure]),
    finish: async () => {
      await Promise.race([end(), failure])
      await rename(partial, out)
    },
    abandon: async () => {
      stream.destroy()
      await rm(partial, { force: true })
    },
  }
}

async function put(stream: Writable, text: string): Promise<void> {
  if (!stream.write(text)) await once(stream, 'drain')
}

function startBar(totalBytes: number): SingleBar | undefined {
  if (!process.stderr.isTTY) return undefined
  const format = 'auditing {bar} {percentage}% {eta_formatted}'
  const bar = new SingleBar({
    format,
    stream: process.stderr,
    hideCursor: true,
    clearOnComplete: true,
  })
  bar.start(totalBytes, 0)
  return bar
}

const sizeOf = async (file: string): Promise<number> => (await stat(file)).size

const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error)
