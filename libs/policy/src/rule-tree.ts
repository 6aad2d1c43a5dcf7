import type { RuleEntry } from './policy-manifest.js'
import { ancestors } from './rule-codes.js'

/** A rule with those below it by code: `HS-2` holds `HS-2.1`. */
export interface RuleNode<T> {
  readonly rule: T
  readonly below: readonly RuleNode<T>[]
}

/** The code of the nearest listed rule that this one stands under; null for a rule at the top. */
export function parentOf(code: string, listed: ReadonlySet<string>): string | null {
  return ancestors(code).find((above) => listed.has(above)) ?? null
}

/** Rules as a tree by code, in the order they are listed. Every rule stands in it once. */
export function ruleTree<T extends Pick<RuleEntry, 'code'>>(
  rules: readonly T[],
): readonly RuleNode<T>[] {
  const listed = new Set(rules.map(({ code }) => code))
  const below = new Map<string | null, T[]>()
  for (const rule of rules) {
    const parent = parentOf(rule.code, listed)
    below.set(parent, [...(below.get(parent) ?? []), rule])
  }
  const nodes = (parent: string | null): RuleNode<T>[] =>
    (below.get(parent) ?? []).map((rule) => ({ rule, below: nodes(rule.code) }))
  return nodes(null)
}

/** By code, the rule above and those right below, in the order they are listed. */
export function ruleKin(
  rules: readonly Pick<RuleEntry, 'code'>[],
): ReadonlyMap<string, { readonly parent: string | null; readonly children: readonly string[] }> {
  const listed = new Set(rules.map(({ code }) => code))
  const parents = new Map([...listed].map((code) => [code, parentOf(code, listed)]))
  const below = new Map<string, string[]>()
  for (const [code, parent] of parents)
    if (parent !== null) below.set(parent, [...(below.get(parent) ?? []), code])
  return new Map(
    [...parents].map(([code, parent]) => [code, { parent, children: below.get(code) ?? [] }]),
  )
}
