import type { LocatedRule } from './rule-passages.js'

/** A rule with the words that state it, so that sharpened wording counts as a change of the rule. */
export interface WordedRule extends LocatedRule {
  readonly wording: string | null
}

export type RuleChange =
  | { readonly kind: 'added'; readonly code: string; readonly after: WordedRule }
  | { readonly kind: 'removed'; readonly code: string; readonly before: WordedRule }
  | {
      readonly kind: 'changed'
      readonly code: string
      readonly before: WordedRule
      readonly after: WordedRule
    }

export const wordRules = (text: string, rules: readonly LocatedRule[]): WordedRule[] =>
  rules.map((rule) => ({
    ...rule,
    wording: rule.start === null || rule.end === null ? null : text.slice(rule.start, rule.end),
  }))

/** Rule by rule, by code, in the order of the codes. A rule that only moved within the text is the same. */
export function diffRules(base: readonly WordedRule[], head: readonly WordedRule[]): RuleChange[] {
  const before = byCode(base)
  const after = byCode(head)
  const codes = [...new Set([...before.keys(), ...after.keys()])].sort()
  return codes.flatMap((code): RuleChange[] => {
    const was = before.get(code)
    const is = after.get(code)
    if (was && is) return isSame(was, is) ? [] : [{ kind: 'changed', code, before: was, after: is }]
    if (is) return [{ kind: 'added', code, after: is }]
    return was ? [{ kind: 'removed', code, before: was }] : []
  })
}

/** Law: applying the changes from `base` to `head` gives the rules of `head`, places aside. */
export function applyRuleChanges(
  base: readonly WordedRule[],
  changes: readonly RuleChange[],
): ReadonlyMap<string, WordedRule> {
  const rules = byCode(base)
  for (const change of changes) {
    if (change.kind === 'removed') rules.delete(change.code)
    else rules.set(change.code, change.after)
  }
  return rules
}

const byCode = (rules: readonly WordedRule[]) => new Map(rules.map((rule) => [rule.code, rule]))

/** In what a rule that is on both sides differs: in its words, and in what the manifest says of it. */
export const changedFields = [
  'wording',
  'title',
  'outcome',
  'severity',
  'precedence',
  'ground',
  'terms',
  'law',
] as const
export type ChangedField = (typeof changedFields)[number]

export const fieldsOf = (change: RuleChange): readonly ChangedField[] =>
  change.kind === 'changed'
    ? changedFields.filter((field) => change.before[field] !== change.after[field])
    : []

const isSame = (a: WordedRule, b: WordedRule): boolean =>
  changedFields.every((field) => a[field] === b[field])
