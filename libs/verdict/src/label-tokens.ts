import { eachMatch } from '@assize/kernel'
import type { ContractLabel } from '@assize/policy'
import type { OutputSpan } from './outcome-reading.js'

export interface LabelToken extends OutputSpan {
  readonly label: ContractLabel
  /** Stands in a menu (`VALID or INVALID`), a negation or a repetition, so it answers nothing. */
  readonly idle: boolean
}

interface Sought {
  /** Longer labels first, so that `Non-violating` is not read as `violating`. */
  readonly pattern: RegExp
  readonly spelt: ReadonlyMap<string, ContractLabel>
}

const known = new WeakMap<readonly ContractLabel[], Sought>()

/** Made once per contract. */
function soughtOf(labels: readonly ContractLabel[]): Sought {
  const before = known.get(labels)
  if (before) return before
  const words = labels
    .map(({ label }) => label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .sort((a, b) => b.length - a.length)
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}_-])(?:${words.join('|')})(?![\\p{L}\\p{N}_-])`,
    'giu',
  )
  const sought = { pattern, spelt: new Map(labels.map((each) => [each.label, each])) }
  known.set(labels, sought)
  return sought
}

/** Whole-token mentions of labels: `INVALID` holds no `VALID`. Lower case counts only if the label has it. */
export function listLabelTokens(
  output: string,
  labels: readonly ContractLabel[],
  repetitions: readonly OutputSpan[],
): LabelToken[] {
  if (labels.length === 0) return []
  const { pattern, spelt } = soughtOf(labels)
  const found: { label: ContractLabel; start: number; end: number; idle: boolean }[] = []
  for (const match of eachMatch(output, pattern)) {
    const [seen, start] = [match[0], match.index]
    const label = spelt.get(seen) ?? looselySpelt(seen, labels)
    if (label) found.push({ label, start, end: start + seen.length, idle: false })
  }
  for (let i = 0; i < found.length; i += 1) {
    const token = found[i] as (typeof found)[number]
    token.idle =
      inMenu(output, found[i - 1], token) ||
      inMenu(output, token, found[i + 1]) ||
      isNegated(output, token.start) ||
      repetitions.some((span) => token.start >= span.start && token.end <= span.end)
  }
  return found
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
