import type { RecordedFinding } from '@assize/reasoning-audit'
import { marksIn } from './content-section.js'
import type { Dossier, SpokenPart } from './dossier.js'
import { markup, nothing, type Html } from './html.js'
import { markedText } from './marked-text.js'
import { capital, inWords, listed } from './phrases.js'
import { orReason, section } from './section.js'

/** The model's reasoning word for word, its answer, and what the audit made of both. */
export function traceSection(dossier: Dossier): Html {
  const { spoken, audit } = dossier
  const findings = audit.kind === 'shown' ? audit.value.findings : []
  const notes = orReason(audit, ({ detectorsVersion }) =>
    findings.length === 0
      ? markup`<p class="small">The audit (detectors ${detectorsVersion}) found nothing.</p>`
      : markup`<ol class="notes" aria-label="Findings">
            ${findings.map(note)}
          </ol>
          <p class="small dim">Detectors ${detectorsVersion}.</p>`,
  )
  return section(
    'trace',
    'The reasoning, and what was found in it',
    markup`<div class="beside">
      <div>${orReason(spoken, (words) => behind(dossier, texts(words, findings)))}</div>
      <aside aria-label="What the audit found">${notes}</aside>
    </div>`,
  )
}

/** Reasoning quotes what it judges: where that may hurt, it waits to be asked for as well. */
const behind = ({ category }: Dossier, words: Html): Html =>
  category === null
    ? words
    : markup`<details class="hurts">
        <summary>The reasoning (about what may break ${category}): open to read and to print it</summary>
        ${words}
      </details>`

function texts(
  { trace, output, rationale }: SpokenPart,
  findings: readonly RecordedFinding[],
): Html {
  const part = (title: string, text: string | null, where: 'trace' | 'output' | null): Html => {
    if (text === null || text === '') return nothing
    const marks = where === null ? [] : marksIn(findings, (span) => span.in === where)
    return markup`<h3>${title}</h3>
      <pre class="words">${markedText(text, marks)}</pre>`
  }
  if (!trace && !output && !rationale)
    return markup`<p class="withheld">The model gave no words.</p>`
  return markup`${trace === null || trace === '' ? markup`<p class="withheld">The model gave no chain of thought.</p>` : part('Chain of thought, verbatim', trace, 'trace')}
  ${part('Answer, verbatim', output, 'output')} ${part('Rationale given with it', rationale, null)}`
}

const places = {
  trace: 'the reasoning',
  output: 'the answer',
  policy: 'the policy',
  content: 'the content',
}

/** A margin note under the number that stands at the words it is about. */
function note({
  number,
  type,
  severity,
  confidence,
  message,
  spans,
  evidence,
}: RecordedFinding): Html {
  const where = listed([...new Set(spans.map((span) => places[span.in]))])
  return markup`<li class="${severity}">
    <b><sup>${number}</sup> ${capital(inWords(type))}</b>
    ${capital(message)}.
    <div class="dim">${capital(severity)}, confidence ${Math.round(confidence * 100)} %${where !== '' && `, in ${where}`}</div>
    ${evidenceOf(evidence)}
  </li>`
}

function evidenceOf(evidence: RecordedFinding['evidence']): Html {
  const entries = Object.entries(evidence ?? {}).filter(([, value]) => value !== null)
  if (entries.length === 0) return nothing
  return markup`<div class="dim">
    ${entries.map(([name, value]) => markup`<div>${unjoined(name)}: ${plain(value)}</div>`)}
  </div>`
}

/** `shareFound` as people write it. */
const unjoined = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replaceAll('-', ' ')

const plain = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
