import {
  auditBundleTrace,
  auditOfProblem,
  readBundleOutcome,
  repeatKeyOf,
  type AuditFinding,
  type BundleAudit,
  type Compared,
  type FileLine,
} from '@assize/reasoning-audit'
import { reportEntry, type ReportEntry } from './report-entry.js'
import { isAudited, Tally, type AuditLine, type Counts } from './tally.js'
import { parseLine, type Bundle } from './trace-bundle.js'

/** Lines of the file that one thread takes at a time. */
export type Chunk = readonly FileLine[]

export interface AuditSettings {
  /** Whether flagged traces are also drawn for people. */
  readonly drawn: boolean
  /** By trace id, what its repeats say against it. */
  readonly repeats: ReadonlyMap<string, AuditFinding>
}

export interface AuditedChunk {
  /** One line of output for each line read, with its line feed. */
  readonly text: string
  readonly counts: Counts
  readonly entries: readonly ReportEntry[]
  /** Read so far of the file. */
  readonly bytes: number
}

export function auditChunk(chunk: Chunk, bundle: Bundle, settings: AuditSettings): AuditedChunk {
  const tally = new Tally()
  const entries: ReportEntry[] = []
  const lines = chunk.map((read) => {
    const line = parseLine(read, bundle)
    if (line.kind === 'problem') return written(auditOfProblem(line), tally)
    const { trace } = line
    const policy = bundle.policyOf(trace.policyVersion)
    const audit = withRepeats(auditBundleTrace(trace, policy), settings.repeats)
    if (settings.drawn && policy && isAudited(audit) && isShown(audit))
      entries.push(reportEntry(trace, policy, audit))
    return written(audit, tally, trace.policyVersion)
  })
  const bytes = chunk.at(-1)?.bytes ?? 0
  return { text: lines.join(''), counts: tally.counts, entries, bytes }
}

/** Undetermined traces are flagged whatever was found. */
const isShown = ({ findings, outcome }: BundleAudit): boolean =>
  findings.length > 0 || outcome === 'undetermined'

function written(line: AuditLine, tally: Tally, policyVersion?: string): string {
  tally.add(line, policyVersion)
  return `${JSON.stringify(line)}\n`
}

function withRepeats<T extends ReturnType<typeof auditBundleTrace>>(
  audit: T,
  repeats: ReadonlyMap<string, AuditFinding>,
): T {
  const finding = repeats.get(audit.trace_id)
  return finding ? { ...audit, findings: [...audit.findings, finding] } : audit
}

/** What repeats are told by: a digest of the prompt, and what was concluded. */
export interface SurveyedChunk {
  readonly traces: readonly { readonly key: string; readonly compared: Compared }[]
  readonly bytes: number
}

export function surveyChunk(chunk: Chunk, bundle: Bundle): SurveyedChunk {
  const traces = chunk.flatMap((read) => {
    const line = parseLine(read, bundle)
    const policy = line.kind === 'trace' && bundle.policyOf(line.trace.policyVersion)
    if (line.kind === 'problem' || !policy) return []
    const { trace } = line
    const { outcome } = readBundleOutcome(trace, policy.contract)
    const compared = { id: trace.traceId, outcome, model: trace.model ?? null, effort: null }
    return [{ key: repeatKeyOf(trace.policyVersion, trace.messages), compared }]
  })
  return { traces, bytes: chunk.at(-1)?.bytes ?? 0 }
}
