import { eachMatch } from '@assize/kernel'
import type { ContractLabel } from '@assize/policy'
import type { OutputSpan } from './outcome-reading.js'

export interface LabelToken extends OutputSpan {
  readonly label: ContractLabel
  /** Stands in a menu (`VALID or INVALID`), a negation or a repetition, so it answers nothing. */
  readonly idle: boolean
}

const patterns = new WeakMap<readonly ContractLabel[], RegExp>()

/** One pattern per contract; longer labels first, so that `Non-violating` is not read as `violating`. */
function patternOf(labels: readonly ContractLabel[]): RegExp {
  const known = patterns.get(labels)
  if (known) return known
  const words = labels
    .map(({ label }) => label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .sort((a, b) => b.length - a.length)
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}_-])(?:${words.join('|')})(?![\\p{L}\\p{N}_-])`,
    'giu',
  )
  patterns.set(labels, pattern)
  return pattern
}

/** Whole-token mentions of labels: `INVALID` holds no `VALID`. Lower case counts only if the label has it. */
export function listLabelTokens(
  output: string,
  labels: readonly ContractLabel[],
  repetitions: readonly OutputSpan[],
): LabelToken[] {
  if (labels.length === 0) return []
  const spelt = new Map(labels.map((each) => [each.label, each]))
  const found: { label: ContractLabel; start: number; end: number }[] = []
  for (const match of eachMatch(output, patternOf(labels))) {
    const label = spelt.get(match[0]) ?? looselySpelt(match[0], labels)
    if (label) found.push({ label, start: match.index, end: match.index + match[0].length })
  }
  return found.map((token, i) => ({
    ...token,
    idle:
      inMenu(output, found[i - 1], token) ||
      inMenu(output, token, found[i + 1]) ||
      isNegated(output, token.start) ||
      repetitions.some((span) => token.start >= span.start && token.end <= span.end),
  }))
}

/** `Valid` answers for `VALID` when it stands alone or after a lead; `valid` in prose is an adjective. */
function looselySpelt(seen: string, labels: readonly ContractLabel[]): ContractLabel | undefined {
  if (!/^\p{Lu}/u.test(seen)) return undefined
  return labels.find(({ label }) => label.toLowerCase() === seen.toLowerCase())
}

function inMenu(
  output: string,
  left: OutputSpan | undefined,
  right: OutputSpan | undefined,
): boolean {
  if (!left || !right || right.start - left.end > 8) return false
  const between = output.slice(left.end, right.start)
  return /^["'“”‘’`*]*\s*(?:,?\s*(?:or|and|nor)|[/|,])\s*["'“”‘’`*]*$/i.test(between)
}

const isNegated = (output: string, start: number): boolean =>
  /\b(?:not|isn['’]?t|never|neither|nor|cannot be|rather than|instead of)\s+(?:an?\s+)?["'“‘*`]*$/i.test(
    output.slice(Math.max(0, start - 24), start),
  )
