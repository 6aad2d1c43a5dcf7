import { counted, modelName, toWords } from '../words/words.js'
import type { Asks, Branch, BranchRule, JudgedBy } from './documents.js'

/** Whether branches are asked for less than before; then somebody has to say why. */
export const asksLess = (before: Asks, after: Asks): boolean =>
  after.requiredApprovals < before.requiredApprovals ||
  (after.directCommits && !before.directCommits) ||
  before.requiredChecks.some((name) => !after.requiredChecks.includes(name)) ||
  judging.some((field) => {
    const named = before.judgedBy?.[field]
    return named != null && named !== after.judgedBy?.[field]
  })

const judging = ['endpoint', 'model', 'effort'] as const

/** `on gpu-1, effort high`; empty where any model may answer. */
export const judgedByWords = (judgedBy: JudgedBy | null): string => {
  const { endpoint, model, effort } = judgedBy ?? {}
  const said = [endpoint && `on ${endpoint}`, model && modelName(model)]
  return [...said, effort && `effort ${toWords(effort)}`].filter(Boolean).join(', ')
}

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
