import { counted } from '../words/words.js'
import type { Asks, Branch, BranchRule } from './documents.js'

/** Whether branches are asked for less than before; then somebody has to say why. */
export const asksLess = (before: Asks, after: Asks): boolean =>
  after.requiredApprovals < before.requiredApprovals ||
  (after.directCommits && !before.directCommits) ||
  before.requiredChecks.some((name) => !after.requiredChecks.includes(name))

/** Names of checks as they were typed, with commas or spaces between. */
export const checksFrom = (typed: string): string[] => [
  ...new Set(typed.split(/[\s,]+/).filter((name) => name !== '')),
]

/** `2 approvals`, `none`. */
export const approvalsAsked = (count: number) => (count === 0 ? 'none' : counted(count, 'approval'))

export const commitsAsked = (direct: boolean) => (direct ? 'may be committed to' : 'changes only')

/** Rules as they are set, and what is usual of main where none names it. */
export function rulesShown(
  rules: readonly BranchRule[],
  branches: readonly Branch[],
): readonly BranchRule[] {
  const main = branches.find(({ name }) => name === 'main')
  if (!main || main.asks.pattern !== null) return rules
  const usual = { loosened: false, reason: null, setAt: null, setBy: null }
  return [{ id: 'usual', ...main.asks, pattern: 'main', ...usual }, ...rules]
}
