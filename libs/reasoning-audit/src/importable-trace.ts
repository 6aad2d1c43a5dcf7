import { DomainError } from '@assize/kernel'
import { parseContent, type Content } from '@assize/content'
import { isName } from './bundle-policies.js'
import { problemAt, type BundleLine, type BundleTrace, type LineProblem } from './bundle-trace.js'
import { parseInstant } from './parse-instant.js'

/** A trace whose every field the record can hold. */
export interface ImportableTrace {
  readonly kind: 'importable'
  readonly line: number
  readonly trace: BundleTrace
  readonly content: Content
  /** The model's own time; null where the bundle does not tell. */
  readonly decidedAt: Date | null
}

/** No open-weight safety classifier is older; an instant before is a clock that was never set. */
const earliestMs = Date.UTC(2015, 0, 1)
const dayMs = 86_400_000
const maxCount = 2 ** 31 - 1

/** Holds a trace to what the record can keep: short names, whole counts, a believable time, content of our kinds. */
export function readImportable(line: BundleLine, now: Date): ImportableTrace | LineProblem {
  if (line.kind === 'problem') return line
  const { trace } = line
  const fault = unfitName(trace) ?? unfitFigure(trace) ?? unfitTime(trace, now)
  if (fault) return problemAt(line.line, 'WRONG_FIELD', fault)
  try {
    const content = parseContent(contentOf(trace))
    const decidedAt = trace.timestamp === undefined ? null : (parseInstant(trace.timestamp) ?? null)
    return { kind: 'importable', line: line.line, trace, content, decidedAt }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return problemAt(line.line, 'UNFIT_CONTENT', error.message, trace.traceId)
  }
}

/** One turn of a person is a text, as a platform would have sent it. */
const contentOf = ({ messages }: BundleTrace) => {
  const [first] = messages
  return messages.length === 1 && first?.role === 'user' ? { text: first.content } : { messages }
}

function unfitName({
  traceId,
  model,
  finishReason,
  recordedLabel,
  expectedLabel,
  loggedExpected,
  author,
}: BundleTrace): string | undefined {
  const names = {
    trace_id: traceId,
    model,
    finish_reason: finishReason,
    recorded_label: recordedLabel,
    expected_label: expectedLabel,
    logged_expected: loggedExpected,
    author,
  }
  const unfit = Object.entries(names).find(([, name]) => name && !isName(name))
  return unfit && `expected one line of at most 200 characters in ${unfit[0]}, saw another text`
}

function unfitFigure({ tokens, latencyMs }: BundleTrace): string | undefined {
  const counts = Object.entries(tokens ?? {}) as [string, number][]
  const unfit = counts.find(
    ([, count]) => !Number.isInteger(count) || count < 0 || count > maxCount,
  )
  if (unfit) return `expected a whole number in tokens.${unfit[0]}, saw another`
  const isLatency = latencyMs === undefined || (latencyMs >= 0 && latencyMs <= maxCount)
  return isLatency ? undefined : 'expected milliseconds in latency_ms, saw another number'
}

function unfitTime({ timestamp }: BundleTrace, now: Date): string | undefined {
  if (timestamp === undefined) return undefined
  const at = parseInstant(timestamp)?.getTime()
  if (at === undefined) return 'expected an ISO 8601 instant in timestamp, saw another text'
  if (at >= earliestMs && at <= now.getTime() + dayMs) return undefined
  return 'expected an instant from 2015 to now in timestamp, saw another'
}
