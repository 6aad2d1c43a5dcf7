import type { ContractLabel, ContractKind } from '../output-contract.js'
import { readSections } from '../lint/policy-sections.js'
import { textLines } from '../lint/text-lines.js'
import { parsePolicyCases } from '../policy-cases.js'
import { PolicyError } from '../policy-error.js'

/** A worked example on its way into a policy. */
export interface NewExample {
  readonly content: string
  readonly label: string
  readonly rules: readonly string[]
  readonly note: string
}

/** `cases.jsonl` with one line more. Throws `CASES_REFUSED` for a label the policy has not. */
export function addCase(
  cases: string,
  { content, label, rules, note }: NewExample,
  labels: readonly ContractLabel[],
): string {
  const line = JSON.stringify({ content, label, rules, ...(note === '' ? {} : { note }) })
  parsePolicyCases(line, labels)
  const end = cases.includes('\r\n') ? '\r\n' : '\n'
  const before = cases === '' || cases.endsWith('\n') ? cases : `${cases}${end}`
  return `${before}${line}${end}`
}

const oneWord: readonly ContractKind[] = ['words', 'binary']

/**
 * A policy's text with one example more, below those it has. Throws `EXAMPLE_REFUSED` where the answer is more than a
 * word: what a model is shown has to be the very form it is asked for.
 */
export function addToText(text: string, example: NewExample, contract: ContractKind): string {
  if (!oneWord.includes(contract))
    throw new PolicyError('EXAMPLE_REFUSED', 'expected a policy that is answered in one word', {
      contract,
    })
  const end = text.includes('\r\n') ? '\r\n' : '\n'
  const lines = textLines(text)
  const section = readSections(lines).findLast(({ kind }) => kind === 'examples')
  const place = section ? lastWords(lines, section) : text.trimEnd().length
  const entry = entryOf(example, itemWord(text.slice(section?.start ?? text.length)))
  const heading = section ? [] : ['', '## Examples']
  const block = ['', ...heading, ...entry].join(end)
  const rest = text.slice(place)
  return `${text.slice(0, place)}${block}${rest === '' ? end : rest}`
}

type Section = ReturnType<typeof readSections>[number]

/** Where the last line of a section that says anything ends. */
function lastWords(lines: ReturnType<typeof textLines>, { heading, to }: Section): number {
  let last = to - 1
  while (last > heading && (lines[last]?.text ?? '').trim() === '') last -= 1
  const line = lines[last]
  return line ? line.start + line.text.trimEnd().length : 0
}

/** What the examples that are there call the thing judged. */
const itemWord = (section: string): string =>
  /^\s*-\s*(\p{L}{2,20}):/mu.exec(section)?.[1] ?? 'Item'

const entryOf = ({ content, label, rules, note }: NewExample, word: string): string[] => {
  const why = [rules.join(' '), oneLine(note)].filter(Boolean).join(', ')
  return [
    `- ${word}: "${oneLine(content).replaceAll('"', "'")}"`,
    `  Answer: ${label}`,
    ...(why === '' ? [] : [`  Why: ${why}`]),
  ]
}

const oneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim()
