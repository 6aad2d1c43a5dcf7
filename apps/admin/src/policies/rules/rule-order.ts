interface Placed {
  readonly code: string
  readonly parent: string | null
  readonly precedence: number
}

export interface Branch<Rule> {
  readonly rule: Rule
  /** 0 at the top. */
  readonly depth: number
}

/** Rules as their tree reads from above: by precedence, those below a rule right after it. Each stands there once. */
export function inTreeOrder<Rule extends Placed>(rules: readonly Rule[]): readonly Branch<Rule>[] {
  const known = new Set(rules.map(({ code }) => code))
  const sorted = [...rules].sort((a, b) => a.precedence - b.precedence)
  const parentOf = ({ parent }: Rule) => (parent !== null && known.has(parent) ? parent : null)
  const below = (parent: string | null, depth: number): Branch<Rule>[] =>
    sorted
      .filter((rule) => parentOf(rule) === parent && rule.code !== parent)
      .flatMap((rule) => [{ rule, depth }, ...below(rule.code, depth + 1)])
  return below(null, 0)
}
