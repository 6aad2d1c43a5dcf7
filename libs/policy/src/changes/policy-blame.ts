import type { BlamedLine, CommitSummary } from '@assize/gitstore'
import { diffRules } from '../rule-diff.js'
import type { PolicyFiles } from '../policy-bundle.js'
import { wordedRulesOf } from './change-diff.js'

/** One state of a policy on its way: a version, with the change that brought it where there was one. */
export interface RuleStep {
  readonly commit: string
  readonly files: Pick<PolicyFiles, 'text' | 'manifestYaml'>
}

/** Where a rule comes from. */
export interface RuleOrigin {
  readonly code: string
  /** The version that has it first, since it was last absent. */
  readonly introduced: string
  /** The version that last changed its words or what the manifest says of it. */
  readonly reworded: string
}

/** Rule by rule of the last step. `steps` are oldest first. */
export function blameRules(steps: readonly RuleStep[]): RuleOrigin[] {
  const origins = new Map<string, { introduced: string; reworded: string }>()
  let before: ReturnType<typeof wordedRulesOf> = []
  for (const { commit, files } of steps) {
    const now = wordedRulesOf(files)
    for (const { kind, code } of diffRules(before, now)) {
      if (kind === 'removed') origins.delete(code)
      else
        origins.set(code, {
          introduced: kind === 'added' ? commit : (origins.get(code)?.introduced ?? commit),
          reworded: commit,
        })
    }
    before = now
  }
  return [...origins].map(([code, origin]) => ({ code, ...origin }))
}

/** A line, the commit that wrote it, and who answers for it having come in. */
export interface BlamedPolicyLine extends BlamedLine {
  /** As the commit says. */
  readonly author: string
  readonly at: Date
  /** Who brought the commit in, where that was asked. */
  readonly broughtBy: string | null
  /** The change that brought it; null for what was committed without one. */
  readonly changeId: string | null
}

type Step = Pick<CommitSummary, 'oid' | 'parents'>

/**
 * The commit of the line of first parents that brought each commit: itself, or the merge it came in with. `commits` hold
 * all that is reachable from `head`.
 */
export function broughtBy(commits: readonly Step[], head: string): ReadonlyMap<string, string> {
  const parentsOf = new Map(commits.map(({ oid, parents }) => [oid, parents]))
  const line: string[] = []
  for (let at: string | undefined = head; at !== undefined; at = parentsOf.get(at)?.[0])
    line.push(at)
  const brought = new Map<string, string>()
  for (const step of line.reverse()) {
    const open = [step]
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (brought.has(next)) continue
      brought.set(next, step)
      open.push(...(parentsOf.get(next) ?? []))
    }
  }
  return brought
}
