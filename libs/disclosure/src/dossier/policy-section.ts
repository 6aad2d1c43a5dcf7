import type { DiffLine, PolicyComparison, PolicyVersion, RuleChange } from '@assize/policy'
import { marksIn } from './content-section.js'
import type { Dossier } from './dossier.js'
import { markup, type Html } from './html.js'
import { markedText, type Mark } from './marked-text.js'
import { capital, counted, instant, listed, nameOf } from './phrases.js'
import { code, facts, section, when } from './section.js'

/** The text that applied, whose it is, and what became of it. */
export function policySection(dossier: Dossier): Html {
  const { policy, names, verdict } = dossier
  const { version, publications, inForce } = policy
  const own = publications.filter(({ commit }) => commit === version.commit)
  return section(
    'policy',
    'The text that applied',
    facts([
      ['Policy', `${version.title} (${version.policy})`],
      ['Version', markup`${version.sequence}, commit ${code(version.commit)}`],
      ['Written by', markup`${nameOf(names, version.author)}, ${when(version.committedAt)}`],
      ['Said of the change', version.message.trim()],
      ['Owners', listed(version.manifest.owners)],
      [
        'Approved and published',
        own.length === 0
          ? 'never'
          : own.map(
              ({ kind, publishedBy, publishedAt, note }) =>
                markup`<div>
                  ${kind === 'published' ? '' : `${capital(kind)}: `}${nameOf(names, publishedBy)},
                  ${when(publishedAt)}${note !== null && note !== '' && markup` <span class="dim">“${note}”</span>`}
                </div>`,
            ),
      ],
      [
        'In force when judged',
        inForce?.commit === version.commit
          ? `yes, since ${instant(inForce.publishedAt)}`
          : 'no: another version was in force, or none',
      ],
      ['Git blob of the text', code(version.blob)],
      ['SHA-256 of the text', code(version.blobSha256)],
      ['SHA-256 of the bundle', code(version.bundleSha256)],
      ['Digest of the prompt', code(verdict.promptDigest)],
    ]),
    markup`<h3>
      Exact
      text${verdict.rules.length > 0 && markup`, ${verdict.rules.length === 1 ? 'the cited rule' : 'the cited rules'} marked (${listed(verdict.rules)})`}
    </h3>`,
    exactText(version, verdict.rules, policyMarks(dossier)),
    markup`<h3>
      How it differs from the text in force
      ${dossier.made === null ? 'at the checkpoint of this package' : 'today'}
    </h3>`,
    difference(policy.today, version.commit),
  )
}

function policyMarks({ audit }: Dossier): Mark[] {
  const findings = audit.kind === 'shown' ? audit.value.findings : []
  return marksIn(findings, (span) => span.in === 'policy')
}

/** The bytes of the policy, a cited rule's passage lit, places of findings under their numbers. */
function exactText(version: PolicyVersion, cited: readonly string[], marks: readonly Mark[]): Html {
  const passages = version.rules
    .flatMap(({ code: rule, start, end }) =>
      cited.includes(rule) && start !== null && end !== null
        ? [wholeLines(version.text, start, end)]
        : [],
    )
    .sort((a, b) => a.start - b.start)
  const pieces: Html[] = []
  let at = 0
  const piece = (from: number, to: number): Html =>
    markedText(
      version.text.slice(from, to),
      marks.map((mark) => ({ ...mark, start: mark.start - from, end: mark.end - from })),
    )
  for (const { start, end } of passages) {
    if (start < at) continue
    pieces.push(piece(at, start), markup`<span class="cited">${piece(start, end)}</span>`)
    at = end
  }
  return markup`<pre class="policy">${pieces}${piece(at, version.text.length)}</pre>`
}

/** From the start of the first line to the end of the last, its line feed with it. */
function wholeLines(text: string, start: number, end: number): { start: number; end: number } {
  const feed = text.indexOf('\n', end)
  return { start: text.lastIndexOf('\n', start - 1) + 1, end: feed < 0 ? text.length : feed + 1 }
}

function difference(today: PolicyComparison | null, commit: string): Html {
  if (!today) return markup`<p>No version of the policy is in force.</p>`
  if (today.head.commit === commit) return markup`<p>It does not: the same text is in force.</p>`
  const { head, rules, added, removed } = today
  return markup`<p>
      In force is version ${head.sequence}, commit ${code(head.commit)}: ${counted(added, 'line')}
      added, ${counted(removed, 'line')} removed.
    </p>
    ${
      rules.length > 0 &&
      markup`<ul>
        ${rules.map((change) => markup`<li>${ruleChange(change)}</li>`)}
      </ul>`
    }
    <pre class="diff">${near(today.lines).map(diffLine)}</pre>`
}

function ruleChange(change: RuleChange): Html {
  if (change.kind === 'added') return markup`<b>${change.code}</b> is new: ${change.after.title}`
  if (change.kind === 'removed')
    return markup`<b>${change.code}</b> is gone: ${change.before.title}`
  const { before, after } = change
  const fields = (['title', 'outcome', 'severity', 'precedence', 'ground'] as const)
    .filter((field) => before[field] !== after[field])
    .map((field) => `${field} ${before[field]} → ${after[field]}`)
  if (before.wording !== after.wording) fields.push('its wording is another')
  return markup`<b>${change.code}</b> has changed: ${fields.join('; ')}`
}

const signs = { same: ' ', added: '+', removed: '−' } as const

const diffLine = (line: DiffLine | null): Html =>
  line === null
    ? markup`<span class="line dim">…</span>`
    : markup`<span class="line ${line.kind}">${signs[line.kind]} ${line.text}</span>`

const contextLines = 2

/** Changed lines with what stands around them; a longer stretch of the same is drawn together. */
function near(lines: readonly DiffLine[]): (DiffLine | null)[] {
  const kept = lines.map((_, index) =>
    lines
      .slice(Math.max(0, index - contextLines), index + contextLines + 1)
      .some(({ kind }) => kind !== 'same'),
  )
  return lines.flatMap((line, index) => {
    if (kept[index]) return [line]
    return index === 0 || kept[index - 1] ? [null] : []
  })
}
