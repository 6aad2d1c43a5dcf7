import { listCodeMentions, type CodeMention } from '../rule-codes.js'
import type { ContractLabel, Outcome } from '../output-contract.js'
import type { Span } from './lint-remark.js'
import type { PolicySection } from './policy-sections.js'
import type { Side } from './policy-headings.js'
import { tokensIn } from './tokens-in.js'
import type { TextLine } from './text-lines.js'

/** One worked example: what is judged, the label it is given, and the codes given as the reason. */
export interface PolicyExample extends Span {
  readonly label: Span & { readonly text: string; readonly outcome: Outcome }
  readonly codes: readonly CodeMention[]
  /** The item alike for equal items: in one case and one form, without white space and marks around it. */
  readonly item: string
  /** The side its heading puts it on. */
  readonly side: Side | null
}

const readOfLine = 2000
const answerLine =
  /^[\s>*_•-]{0,12}(?:(?:expected|correct)\s+)?(?:answer|label|output|verdict|classification|result|decision|response|assistant|judge?ment)s?\b[\s*_]{0,4}(?::|=|→|->|=>)/i
const arrows = ['→', '⇒', '->', '=>', '—>'] as const
const closing = /[([]\s?[\p{L}\p{N}_-]{1,40}\s?[)\]]$/u
const reasonLine =
  /^[\s>*_•-]{0,12}(?:why|reason|reasoning|rationale|because|explanation|rules?|codes?|note)\b/i
const newItem = /^\s*(?:[-*•]|\d{1,3}[.)]|#|\*\*)/

/** The examples of a section, in order; lines that give no label that can be told are left out. */
export function readExamples(
  lines: readonly TextLine[],
  section: PolicySection,
  labels: readonly ContractLabel[],
): PolicyExample[] {
  const examples: PolicyExample[] = []
  let from = section.from
  for (let index = section.from; index < section.to; index++) {
    const line = lines[index]
    const label = line && readLabel(line, lines[index + 1], labels)
    if (!label) continue
    let last = label.start > line.end ? index + 1 : index
    while (last + 1 < section.to && isReason(lines[last + 1]?.text ?? '')) last += 1
    examples.push(toExample(lines, { from, at: index, last }, label, section.side))
    from = last + 1
    index = last
  }
  return examples
}

const isReason = (text: string): boolean => {
  const start = text.slice(0, 60)
  return (
    reasonLine.test(start) ||
    (/^\s{2,}\S/.test(start) &&
      !newItem.test(start) &&
      !answerLine.test(start) &&
      !/^\s*[\p{L} ]{2,20}:/u.test(start))
  )
}

interface Lines {
  readonly from: number
  /** Where the label stands. */
  readonly at: number
  readonly last: number
}

function toExample(
  lines: readonly TextLine[],
  { from, at, last }: Lines,
  label: PolicyExample['label'],
  side: Side | null,
): PolicyExample {
  let first = from
  while (first < at && (lines[first]?.text ?? '').trim() === '') first += 1
  const start = lines[first]?.start ?? label.start
  const item = lines
    .slice(first, at)
    .map(({ text }) => text.slice(0, readOfLine))
    .join(' ')
  const shown =
    item === '' ? (lines[at]?.text ?? '').slice(0, label.start - (lines[at]?.start ?? 0)) : item
  return {
    ...{ label, side, start },
    end: Math.max(label.end, lines[last]?.end ?? 0),
    item: plainItem(shown),
    codes: lines.slice(at, last + 1).flatMap(codesOf),
  }
}

const codesOf = ({ start, text }: TextLine): CodeMention[] =>
  listCodeMentions(text.slice(0, readOfLine)).map((mention) => ({
    ...mention,
    start: mention.start + start,
    end: mention.end + start,
  }))

const plainItem = (text: string): string =>
  text
    .slice(0, readOfLine)
    .normalize('NFC')
    .toLowerCase()
    .replace(/^[\s\-*•\d.)#]{0,12}(?:\p{L}{2,12}(?: \d{1,3})?:)?/u, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** The one label a line gives, after `Answer:`, after an arrow, in the last cell of a table or in closing brackets. */
function readLabel(
  line: TextLine,
  next: TextLine | undefined,
  labels: readonly ContractLabel[],
): PolicyExample['label'] | null {
  const text = line.text.slice(0, readOfLine)
  const answer = answerLine.exec(text)?.[0].length
  if (answer !== undefined) {
    const below = text.slice(answer).trim() === '' ? next : undefined
    if (below) return labelIn(below.text.slice(0, readOfLine), below.start, labels)
    return labelIn(text.slice(answer), line.start + answer, labels)
  }
  const words = text.trimEnd()
  for (const at of [afterArrow(words), lastCell(words), closing.exec(words)?.index ?? -1]) {
    const found = at < 0 ? null : labelIn(words.slice(at), line.start + at, labels)
    if (found) return found
  }
  return null
}

const afterArrow = (words: string): number =>
  Math.max(...arrows.map((each) => words.lastIndexOf(each)))

/** Where the last cell of a row begins. */
function lastCell(words: string): number {
  const row = words.endsWith('|') ? words.slice(0, -1) : words
  return row.lastIndexOf('|')
}

/** The value of the first key of a JSON object, else the one label that stands there. */
function labelIn(
  text: string,
  offset: number,
  labels: readonly ContractLabel[],
): PolicyExample['label'] | null {
  const value = /^[\s`]{0,8}\{\s{0,8}"[\w-]{1,40}"\s{0,8}:\s{0,8}"?/.exec(text)?.[0].length
  const from = value ?? 0
  const upTo =
    value === undefined ? text.length : from + (/^[\w-]*/.exec(text.slice(from))?.[0].length ?? 0)
  const found = labels.flatMap((each) =>
    tokensIn(text.slice(from, upTo), each.label)
      .slice(0, 1)
      .map((at) => ({ ...each, at: at + from })),
  )
  const [first, ...others] = found
  if (!first || others.some(({ outcome }) => outcome !== first.outcome)) return null
  const start = offset + first.at
  return { text: first.label, outcome: first.outcome, start, end: start + first.label.length }
}
