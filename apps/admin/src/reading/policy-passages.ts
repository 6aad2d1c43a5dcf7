import type { Place } from './segments.js'

export interface Passage extends Place {
  readonly text: string
  readonly code: string | null
  readonly isHeading: boolean
}

interface RulePlace {
  readonly code: string
  readonly start: number | null
  readonly end: number | null
}

/**
 * A policy line by line, byte for byte, each with the rule code that begins there. Lines are kept
 * whole and blank lines stay, so the joined passages and line feeds are the exact text.
 */
export function policyPassages(text: string, rules: readonly RulePlace[]): Passage[] {
  const passages: Passage[] = []
  const taken = new Set<string>()
  let start = 0
  for (const line of text.split('\n')) {
    const end = start + line.length
    const rule = rules.find(
      ({ code, start: at }) =>
        !taken.has(code) && (at === null ? opensWith(line, code) : at >= start && at <= end),
    )
    if (rule) taken.add(rule.code)
    passages.push({
      start,
      end,
      text: line,
      code: rule?.code ?? null,
      isHeading: /^#{1,6}\s|^[A-Z][A-Z &/()-]{5,}:?$/.test(line),
    })
    start = end + 1
  }
  return passages
}

const opensWith = (line: string, code: string) => {
  const at = line.indexOf(code)
  return at >= 0 && at <= 6 && !/[\w-]/.test(line.charAt(at + code.length))
}
