import { lintRule, rewrite, type Found } from '../lint-rule.js'
import type { LintView } from '../lint-view.js'
import type { SectionKind } from '../policy-headings.js'
import { trimmed } from '../text-lines.js'

interface Wanted {
  readonly name: string
  readonly kinds: readonly SectionKind[]
  /** What to write below the heading. */
  readonly start: string
}

const wanted: readonly Wanted[] = [
  {
    name: 'Instructions',
    kinds: ['instructions', 'output'],
    start: 'You judge one item. Decide whether it breaks the rules below.',
  },
  { name: 'Definitions', kinds: ['definitions'], start: '- Term: what it means here.' },
  { name: 'Violates', kinds: ['violates', 'criteria'], start: '- First rule: what breaks it.' },
  {
    name: 'Safe',
    kinds: ['safe', 'criteria'],
    start: '- First exception: what does not break the rules.',
  },
]

export const missingSection = lintRule({
  code: 'missing-section',
  severity: 'warning',
  what: 'no Instructions, Definitions, Violates or Safe section, by whatever heading',
  why: 'The model was trained on policies in these sections and follows others less well.',
  example: '# Spam — and rules at once, without a heading',
  *check({ sections, top, text }) {
    const present = new Set(sections.map(({ kind }) => kind))
    for (const { name, kinds, start } of wanted) {
      if (kinds.some((kind) => present.has(kind))) continue
      yield {
        ...top,
        message: `no section says ${meaning[name] ?? name}: expected a heading such as "${name}"`,
        fixes: [append(`Add a section "${name}"`, text, `## ${name}\n${start}`)],
      }
    }
  },
})

const meaning: Readonly<Record<string, string>> = {
  Instructions: 'what to do',
  Definitions: 'what the words mean',
  Violates: 'what violates',
  Safe: 'what is allowed',
}

/** Adds a part at the end of a text, after a blank line. */
export const append = (title: string, text: string, part: string) =>
  rewrite(
    title,
    { start: text.length, end: text.length },
    `${/(?:\n|\r)$/.test(text) || text === '' ? '' : '\n'}\n${part}\n`,
  )

export const emptySection = lintRule({
  code: 'empty-section',
  severity: 'warning',
  what: 'a section with nothing in it',
  why: 'The model takes an empty list for a rule that nothing meets.',
  example: '## Definitions — followed at once by ## Violates',
  *check({ sections, lines }) {
    for (const [index, { kind, rank, heading, from, to }] of sections.entries()) {
      const hasWords = lines.slice(from, to).some(({ text }) => /[\p{L}\p{N}]/u.test(text))
      const isParted = (sections[index + 1]?.rank ?? 0) > rank
      const line = lines[heading]
      if (kind !== null && rank < 8 && !hasWords && !isParted && line)
        yield { ...trimmed(line), message: 'expected words below this heading, saw none' }
    }
  },
})

export const repeatedSection = lintRule({
  code: 'repeated-section',
  severity: 'hint',
  what: 'a second Instructions or Definitions section',
  why: 'Two policies in one prompt are judged far worse than one: exact matches fall below half.',
  example: '## Instructions … ## Instructions',
  *check(view) {
    yield* repeated(view, 'instructions')
    yield* repeated(view, 'definitions')
  },
})

function* repeated({ sections, lines }: LintView, kind: SectionKind): Iterable<Found> {
  const seen = new Set<string>()
  for (const section of sections) {
    const line = lines[section.heading]
    if (section.kind !== kind || !line) continue
    const words = line.text.replace(/[^\p{L}]/gu, '').toLowerCase()
    if (seen.has(words))
      yield { ...trimmed(line), message: `a second section of ${kind}; one policy has one` }
    seen.add(words)
  }
}
