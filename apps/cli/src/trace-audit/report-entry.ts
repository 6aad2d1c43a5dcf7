import { markup, markedText, type Html, type Mark } from '@assize/disclosure'
import {
  isFlagging,
  type AuditFinding,
  type BundleAudit,
  type BundlePolicy,
  type BundleTrace,
  type FindingSpan,
} from '@assize/reasoning-audit'
import { allotted, excerptOf } from './excerpt.js'

/** One trace as the report shows it, with what it is ranked by. */
export interface ReportEntry {
  readonly traceId: string
  readonly policyVersion: string
  readonly outcome: BundleAudit['outcome']
  readonly risk: number
  /** Finding types, each once; of them those that flag it. */
  readonly types: readonly string[]
  readonly hard: readonly string[]
  readonly html: string
}

/** So many characters of a trace with all that belongs to it; the audit line has the offsets into the whole. */
const mostShown = 40_000
const mostOfAPassage = 600
/** A longer conversation is shown by its marked turns and its first ones. */
const mostTurns = 30

/** Words of one part of a trace. */
interface Part {
  readonly title: string
  readonly text: string
  readonly marks: readonly Mark[]
}

/** The trace with its findings beside it; every word of others waits to be asked for. */
export function reportEntry(
  trace: BundleTrace,
  policy: BundlePolicy,
  audit: BundleAudit,
): ReportEntry {
  const { findings, label, outcome, risk } = audit
  const { traceId, policyVersion } = trace
  const turns = turnsOf(trace, findings)
  const parts = [
    ...turns,
    { title: 'Chain of thought', text: trace.reasoning, marks: marksIn(findings, isIn('trace')) },
    { title: 'Output', text: trace.output, marks: marksIn(findings, isIn('output')) },
  ]
  const given = allotted(
    parts.map(({ text }) => text.length),
    mostShown,
  )
  const unshown = trace.messages.length - turns.length
  const { text: html } = markup`<p class="small">
      <span class="outcome ${outcome}">${outcome}</span>
      ${label !== null && markup` · label <b>${label}</b>`} · ${policyVersion} ·
      risk ${risk.toFixed(2)} ${trace.simulated && markup` · <span class="simulated">simulated</span>`}
    </p>
    <label class="ask"><input type="checkbox" class="show" /> Show the words</label>
    <div class="beside">
      <div class="words-of-others">
        ${unshown > 0 && markup`<p class="small dim">${unshown} of ${trace.messages.length} turns are left out.</p>`}
        ${parts.map((part, i) => shownPart(part, given[i] ?? 0))}
      </div>
      <ol class="notes" aria-label="Findings of ${traceId}">
        ${findings.map((finding, i) => note(finding, i + 1, policy.text))}
      </ol>
    </div>`
  const types = [...new Set(findings.map(({ type }) => type))]
  const hard = [...new Set(findings.filter(isFlagging).map(({ type }) => type))]
  return { traceId, policyVersion, outcome, risk, types, hard, html }
}

function turnsOf({ messages }: BundleTrace, findings: readonly AuditFinding[]): readonly Part[] {
  const turns = messages.map(({ role, content }, message) => ({
    title: messages.length > 1 ? `Content, turn ${message + 1}, ${role}` : `Content, ${role}`,
    text: content,
    marks: marksIn(findings, (span) => span.in === 'content' && (span.message ?? 0) === message),
  }))
  if (turns.length <= mostTurns) return turns
  const first = [
    ...turns.filter(({ marks }) => marks.length > 0),
    ...turns.filter(({ marks }) => marks.length === 0),
  ].slice(0, mostTurns)
  return turns.filter((turn) => first.includes(turn))
}

function shownPart({ title, text, marks }: Part, most: number): Html {
  if (text === '')
    return markup`<h3>${title}</h3>
    <p class="withheld">There is none.</p>`
  const { passages, leftOut } = excerptOf(text, marks, most)
  const gap = (size: number): Html | false =>
    size > 0 && markup`<p class="small dim">${size} characters are left out here.</p>`
  return markup`<h3>${title}</h3>
    ${passages.map(
      (passage) => markup`${gap(passage.leftOut)}
    <pre class="words">${markedText(passage.text, passage.marks)}</pre>`,
    )}
    ${gap(leftOut)}`
}

const isIn = (place: FindingSpan['in']) => (span: FindingSpan) => span.in === place

/** Numbers are those of the findings beside the words. */
const marksIn = (
  findings: readonly AuditFinding[],
  isHere: (span: FindingSpan) => boolean,
): Mark[] =>
  findings.flatMap(({ spans }, i) =>
    spans.filter(isHere).map(({ start, end }) => ({ number: i + 1, start, end })),
  )

function note(finding: AuditFinding, number: number, policyText: string): Html {
  const { type, severity, confidence, message, spans } = finding
  const passages = spans
    .filter((span) => span.in === 'policy')
    .map(({ start, end }) => policyText.slice(start, Math.min(end, start + mostOfAPassage)))
  return markup`<li class="${severity}">
    <b>${number} · ${type}</b>
    ${severity}, confidence ${confidence.toFixed(2)}: ${message}.
    ${passages.map((passage) => markup`<blockquote>${passage}</blockquote>`)}
  </li>`
}
