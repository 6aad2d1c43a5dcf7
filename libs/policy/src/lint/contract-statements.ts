import type { ContractLabel } from '../output-contract.js'
import type { Span } from './lint-remark.js'
import type { PolicyExample } from './policy-examples.js'
import type { PolicySection } from './policy-sections.js'
import { hasToken } from './tokens-in.js'
import { trimmed, type TextLine } from './text-lines.js'

const asks =
  /\b(?:answer|respond|reply|return|output|write|give|say|classify|label|print|produce|emit|choose|select|assign|format|end with)\b/i
const form =
  /\bjson\b|\{\s{0,8}"|\b(?:exactly|only|just) (?:one|a single|the)\b|\b(?:one|single) (?:word|digit|label|token|character|letter|code)\b|\b[01] (?:or|\/) [01]\b/i

const readOfLine = 2000

/** A line that says what to answer. */
export interface ContractStatement extends Span {
  readonly line: number
}

interface PolicyParts {
  readonly lines: readonly TextLine[]
  readonly sections: readonly PolicySection[]
  readonly examples: readonly PolicyExample[]
  readonly labels: readonly ContractLabel[]
}

/** The lines that state the output contract, in order; answers of examples do not. */
export function contractStatements({
  lines,
  sections,
  examples,
  labels,
}: PolicyParts): ContractStatement[] {
  const answered = new Set(examples.map(({ label }) => label.start))
  const marks = [...answered].sort((a, b) => a - b)
  const isOutput = new Set<number>()
  for (const { kind, from, to } of sections)
    if (kind === 'output') for (let at = from; at < to; at++) isOutput.add(at)
  let next = 0
  return lines.flatMap((line, index) => {
    if (line.text === '') return []
    while ((marks[next] ?? Infinity) < line.start) next += 1
    if ((marks[next] ?? Infinity) <= line.end) return []
    const words = line.text.slice(0, readOfLine)
    const named = labels.filter(({ label }) => hasToken(words, label)).length
    const states = isOutput.has(index)
      ? named > 0 || form.test(words)
      : asks.test(words) && (named > 1 || form.test(words))
    return states ? [{ ...trimmed(line), line: index }] : []
  })
}
