import type { RuleEntry } from './policy-manifest.js'
import { ancestors, listCodeMentions } from './rule-codes.js'

/** A rule with the place in the policy's text that states it, at UTF-16 offsets. */
export interface LocatedRule extends RuleEntry {
  readonly start: number | null
  readonly end: number | null
}

interface Line {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** Finds the passage of each rule: the line that its code heads, and what follows up to the next rule or heading. */
export function locateRules(text: string, rules: readonly RuleEntry[]): LocatedRule[] {
  const lines = splitLines(text)
  const heads = new Map<number, string>()
  const first = new Map<string, number>()
  for (const { code, start } of listCodeMentions(text)) {
    const index = lineAt(lines, start)
    const line = lines[index]
    if (!line) continue
    if (!first.has(code)) first.set(code, index)
    const isHead = !/[\p{L}\p{N}]/u.test(text.slice(line.start, start).replace(/[DR]-$/, ''))
    if (isHead && !heads.has(index)) heads.set(index, code)
  }
  const headOf = new Map([...heads].reverse().map(([index, code]) => [code, index]))
  return rules.map((rule) => {
    const head = headOf.get(rule.code)
    const begin = head ?? first.get(rule.code) ?? plainMention(lines, rule.code)
    if (begin === undefined) return { ...rule, start: null, end: null }
    const last = head === undefined ? begin : lastLine(lines, heads, head)
    const start = (lines[begin]?.start ?? 0) + leading(lines[begin]?.text ?? '')
    const end = (lines[last]?.start ?? 0) + (lines[last]?.text.trimEnd().length ?? 0)
    return { ...rule, start, end: Math.max(start, end) }
  })
}

/** A heading owns all up to the next heading of its rank; another line ends at a blank line, a heading or a rule. */
function lastLine(
  lines: readonly Line[],
  heads: ReadonlyMap<number, string>,
  from: number,
): number {
  const rank = rankOf(lines[from]?.text ?? '')
  let last = from
  for (let index = from + 1; index < lines.length; index++) {
    const text = lines[index]?.text ?? ''
    const nextRank = rankOf(text)
    const isOtherRule = heads.has(index) && heads.get(index) !== heads.get(from)
    if (rank === null ? nextRank !== null || isOtherRule : nextRank !== null && nextRank <= rank)
      break
    if (rank !== null && isOtherRule && nextRank === null && !isPartOf(heads, index, from)) break
    if (text.trim() === '') {
      if (rank === null) break
      continue
    }
    last = index
  }
  return last
}

/** `SP2.a` stands within `SP2`, and `SP21` does not. */
const isPartOf = (heads: ReadonlyMap<number, string>, inner: number, outer: number): boolean =>
  ancestors(heads.get(inner) ?? '').includes(heads.get(outer) ?? '')

const rankOf = (line: string): number | null => /^\s{0,3}(#{1,6})\s/.exec(line)?.[1]?.length ?? null

/** Bullets, marks and blanks before the words of a line. */
const leading = (line: string): number => /^[\s\-*•>#|]*/u.exec(line)?.[0].length ?? 0

function plainMention(lines: readonly Line[], code: string): number | undefined {
  const escaped = code.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
  const token = new RegExp(String.raw`(?<![\p{L}\p{N}_])${escaped}(?![\p{L}\p{N}_])`, 'u')
  const index = lines.findIndex(({ text }) => token.test(text))
  return index < 0 ? undefined : index
}

function splitLines(text: string): Line[] {
  const lines: Line[] = []
  for (let start = 0; start <= text.length;) {
    const feed = text.indexOf('\n', start)
    const end = feed < 0 ? text.length : feed
    lines.push({ start, end, text: text.slice(start, end) })
    start = end + 1
  }
  return lines
}

function lineAt(lines: readonly Line[], offset: number): number {
  let low = 0
  let high = lines.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((lines[middle]?.start ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return low
}
