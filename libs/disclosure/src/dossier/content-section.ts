import type { Content } from '@assize/content'
import type { RecordedFinding } from '@assize/reasoning-audit'
import type { Dossier } from './dossier.js'
import { markup, type Html } from './html.js'
import { markedText, type Mark } from './marked-text.js'
import { counted, nameOf } from './phrases.js'
import { code, facts, orReason, section, when } from './section.js'

/** What was judged. Its words wait behind its category, for whoever asks to see them. */
export function contentSection(dossier: Dossier): Html {
  const { item, verdict, category, names } = dossier
  return section(
    'content',
    'What was judged',
    facts([
      ['Kind', item.kind],
      ['Id', code(item.id)],
      ['Platform’s id', item.externalId && code(item.externalId)],
      ['Language', item.language],
      ['Region', item.region],
      ['Size', `${counted(item.characters, 'character')} in ${counted(item.turns, 'turn')}`],
      ['Submitted by', nameOf(names, item.submittedBy)],
      ['On the record since', when(item.recordedAt)],
    ]),
    orReason(dossier.content, (content) => {
      const about = category ?? (verdict.outcome === 'violates' ? verdict.policy : null)
      const warning = about === null ? 'nothing grave found in it' : `may break ${about}`
      return markup`<details class="hurts">
        <summary>The words (${warning}): open to read and to print them</summary>
        ${content.messages.map((_, index) => turn(content, index, contentMarks(dossier, index)))}
      </details>`
    }),
  )
}

const turn = (
  { messages, subject, kind }: Content,
  index: number,
  marks: readonly Mark[],
): Html => {
  const message = messages[index]
  const role = kind === 'text' ? '' : `Turn ${index + 1}, ${message?.role ?? ''}`
  const judged = subject === index ? ', the one that was judged' : ''
  return markup`${role !== '' && markup`<p class="turn">${role}${judged}</p>`}
    <pre class="words">${markedText(message?.content ?? '', marks)}</pre>`
}

function contentMarks({ audit }: Dossier, message: number): Mark[] {
  const findings = audit.kind === 'shown' ? audit.value.findings : []
  return marksIn(findings, (span) => span.in === 'content' && (span.message ?? 0) === message)
}

/** The places findings point at in one text, under the numbers of the findings. */
export const marksIn = (
  findings: readonly RecordedFinding[],
  isHere: (span: RecordedFinding['spans'][number]) => boolean,
): Mark[] =>
  findings.flatMap(({ number, spans }) =>
    spans.filter(isHere).map(({ start, end }) => ({ number, start, end })),
  )
