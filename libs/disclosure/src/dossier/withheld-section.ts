import type { Dossier, Shown } from './dossier.js'
import { markup, type Html } from './html.js'
import { reasonOf } from './phrases.js'
import { section } from './section.js'

/** What is not in the dossier, and why; in one place, so that nobody has to look for gaps. */
export function withheldSection(dossier: Dossier): Html {
  const gaps = gapsOf(dossier)
  return section(
    'withheld',
    'What is not shown',
    gaps.length === 0
      ? markup`<p>Nothing: the dossier is whole.</p>`
      : markup`<ul>
          ${gaps.map(([name, why]) => markup`<li>${name}: ${why}.</li>`)}
        </ul>`,
  )
}

/** Each part that is withheld or erased, by name, with the reason in words. */
export function gapsOf(dossier: Dossier): [name: string, why: string][] {
  const parts: [string, Shown<unknown>][] = [
    ['The words of the content', dossier.content],
    ['The chain of thought, the answer and the rationale', dossier.spoken],
    ['The findings of the audit', dossier.audit],
    ['The case and its decisions', dossier.case],
    ['Appeals', dossier.appeals],
    ['The proof', dossier.proof],
  ]
  const gaps = parts.flatMap(([name, part]): [string, string][] =>
    part.kind === 'withheld' && part.why !== 'none' ? [[name, reasonOf(part.why)]] : [],
  )
  const findings = dossier.audit.kind === 'shown' ? dossier.audit.value.findings : []
  if (findings.some(({ evidence }) => evidence === null))
    gaps.push([
      'The evidence of findings',
      reasonOf(dossier.spoken.kind === 'withheld' ? dossier.spoken.why : 'erased'),
    ])
  const appeals = dossier.appeals.kind === 'shown' ? dossier.appeals.value : []
  if (appeals.some(({ statement }) => statement === null))
    gaps.push(['Statements of appeals', reasonOf('erased')])
  return gaps
}
