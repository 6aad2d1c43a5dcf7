import { diffTexts, type DiffLine } from './policy-diff.js'
import type { PolicyVersion } from './policy-version.js'
import { diffRules, wordRules, type RuleChange } from './rule-diff.js'

export interface PolicyComparison {
  readonly policy: string
  readonly base: PolicyVersion
  readonly head: PolicyVersion
  readonly lines: readonly DiffLine[]
  readonly rules: readonly RuleChange[]
  /** Lines. */
  readonly added: number
  readonly removed: number
}

export function compareVersions(base: PolicyVersion, head: PolicyVersion): PolicyComparison {
  const lines = diffTexts(base.text, head.text)
  const count = (kind: DiffLine['kind']) => lines.filter((line) => line.kind === kind).length
  return {
    policy: head.policy,
    base,
    head,
    lines,
    rules: diffRules(wordRules(base.text, base.rules), wordRules(head.text, head.rules)),
    added: count('added'),
    removed: count('removed'),
  }
}
