import { markup, markedText, type Html, type Mark } from '@assize/disclosure'
import {
  isFlagging,
  type AuditFinding,
  type BundleAudit,
  type BundlePolicy,
  type BundleTrace,
  type FindingSpan,
} from '@assize/reasoning-audit'

/** One trace as the report shows it, with what it is ranked by. */
export interface ReportEntry {
  readonly flagged: boolean
  readonly risk: number
  readonly html: string
}

/** Longer texts are cut; the audit line has the offsets into all of it. */
const mostShown = 40_000
const mostOfAPassage = 600

/** The trace with its findings beside it; every word of others waits to be asked for. */
export function reportEntry(
  trace: BundleTrace,
  policy: BundlePolicy,
  audit: BundleAudit,
): ReportEntry {
  const { findings, label, outcome, risk } = audit
  const flagged = outcome === 'undetermined' || findings.some(isFlagging)
  const { text: html } = markup`<section class="entry">
    <h2>${trace.traceId}</h2>
    <p class="small">
      <span class="outcome ${outcome}">${outcome}</span>
      ${label !== null && markup` · label <b>${label}</b>`} · ${trace.policyVersion} ·
      risk ${risk.toFixed(2)} ${trace.simulated && markup` · <span class="simulated">simulated</span>`}
    </p>
    <label class="ask"><input type="checkbox" class="show" /> Show the words</label>
    <div class="beside">
      <div class="words-of-others">
        ${trace.messages.map(({ role, content }, message) =>
          part(
            `Content, ${role}`,
            content,
            marksIn(findings, (span) => span.in === 'content' && (span.message ?? 0) === message),
          ),
        )}
        ${part(
          'Chain of thought',
          trace.reasoning,
          marksIn(findings, (span) => span.in === 'trace'),
        )}
        ${part(
          'Output',
          trace.output,
          marksIn(findings, (span) => span.in === 'output'),
        )}
      </div>
      <ol class="notes" aria-label="Findings of ${trace.traceId}">
        ${findings.map((finding, i) => note(finding, i + 1, policy.text))}
      </ol>
    </div>
  </section>`
  return { flagged, risk, html }
}

function part(title: string, text: string, marks: readonly Mark[]): Html {
  const cut = text.length > mostShown
  return markup`<h3>${title}</h3>
    ${
      text === ''
        ? markup`<p class="withheld">There is none.</p>`
        : markup`<pre class="words">${markedText(cut ? text.slice(0, mostShown) : text, marks)}</pre>`
    }
    ${cut && markup`<p class="small dim">${mostShown} of ${text.length} characters are shown.</p>`}`
}

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
