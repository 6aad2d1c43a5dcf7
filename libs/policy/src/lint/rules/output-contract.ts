import { lintRule, rewrite } from '../lint-rule.js'
import { hasToken } from '../tokens-in.js'
import { textLines } from '../text-lines.js'

export const noOutputContract = lintRule({
  code: 'no-output-contract',
  severity: 'warning',
  what: 'a text that never says what to answer',
  why: 'An answer in a form of its own choosing cannot be read without guessing, so it is undetermined.',
  example: '## Instructions Decide whether the item is spam.',
  *check(view) {
    if (view.statements.length > 0) return
    yield {
      ...view.top,
      message:
        'the text never says what to answer: expected a sentence such as "Answer with exactly one word: …"',
    }
  },
})

export const contractStatedOnce = lintRule({
  code: 'contract-stated-once',
  severity: 'hint',
  what: 'an output contract that is stated once only',
  why: 'Stated near the top and again before the examples, it is followed more reliably.',
  example: 'Answer VALID or INVALID. … ## Examples - Item: …',
  *check(view) {
    const [only, ...others] = view.statements
    if (!only || others.length > 0) return
    const section = view.sections.find(({ kind }) => kind === 'examples')
    const heading = section && view.lines[section.heading]
    const sentence = view.text.slice(only.start, only.end)
    const isBefore = heading !== undefined && only.end < heading.start && sentence.length < 120
    yield {
      ...only,
      message:
        'the contract is stated here only: expected it near the top and again before the examples',
      fixes: isBefore
        ? [
            rewrite(
              'Say it again before the examples',
              { start: heading.end, end: heading.end },
              `\n${sentence}`,
            ),
          ]
        : [],
    }
  },
})

export const labelNotInText = lintRule({
  code: 'label-not-in-text',
  severity: 'warning',
  what: 'a label of policy.yaml that the text never names',
  why: 'The model knows the text alone and cannot answer with a word it was not given.',
  example: 'labels: { VALID: allowed, INVALID: violates } — and a text that asks for SAFE',
  *check({ manifest, manifestYaml, labels, lines, top }) {
    if (!manifest) return
    const yamlLines = textLines(manifestYaml ?? '')
    for (const { label } of labels.filter((each) => manifest.labels.includes(each))) {
      if (lines.some(({ text }) => text.includes(label) && hasToken(text, label))) continue
      const line = yamlLines.find(({ text }) => hasToken(text, label))
      const at = line ? line.start + line.text.indexOf(label) : 0
      yield {
        ...(line ? ({ file: 'manifest', start: at, end: at + label.length } as const) : top),
        message: `policy.yaml lists the label ${label}, and the text never names it`,
      }
    }
  },
})
