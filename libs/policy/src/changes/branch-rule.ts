import { PolicyError } from '../policy-error.js'
import { checkWords } from '../policy-text.js'
import { judgesOtherwise, readJudgedBy, type JudgedBy } from './judged-by.js'
import { matchesName, patternsMeet } from './owners.js'

/** What a branch asks of whoever moves it. */
export interface BranchDemands {
  readonly requiredApprovals: number
  readonly requiredChecks: readonly string[]
  /** Whether a version may be committed to it without a change. */
  readonly directCommits: boolean
  /** What answers where a check asks a model; null where any may. */
  readonly judgedBy: JudgedBy | null
}

export interface BranchRule extends BranchDemands {
  readonly id: string
  /** A branch's name, with `*` for any run of characters. */
  readonly pattern: string
  /** It asks for less than what held before; then it says why. */
  readonly loosened: boolean
  readonly reason: string | null
  readonly setBy: string
  readonly setAt: Date
}

export interface AskedRule extends Omit<BranchDemands, 'judgedBy'> {
  readonly pattern: string
  /** Absent to keep what the rule of that pattern says. */
  readonly judgedBy?: JudgedBy | null | undefined
  readonly reason?: string | null
}

/** Of the branch versions come from, and of all others. */
const usualOfMain: BranchDemands = {
  requiredApprovals: 1,
  requiredChecks: ['lint'],
  directCommits: true,
  judgedBy: null,
}
const usual: BranchDemands = { ...usualOfMain, requiredApprovals: 0, requiredChecks: [] }

export const usualDemands = (branch: string): BranchDemands =>
  branch === 'main' ? usualOfMain : usual

/** The newest rule of each pattern. `rules` are oldest first. */
export const rulesInForce = (rules: readonly BranchRule[]): readonly BranchRule[] => [
  ...new Map(rules.map((rule) => [rule.pattern, rule])).values(),
]

/** The rule that names the branch, else the one that says most of it, else what is usual. */
export function demandsOn(branch: string, rules: readonly BranchRule[]): BranchDemands {
  const fitting = rulesInForce(rules).filter(({ pattern }) => matchesName(pattern, branch))
  const exact = fitting.find(({ pattern }) => pattern === branch)
  const closest = fitting.toSorted((a, b) => saidOf(b) - saidOf(a) || (a.id < b.id ? 1 : -1))[0]
  return exact ?? closest ?? usualDemands(branch)
}

/** Whether branches that pattern names are asked for less than before. */
export const isLooser = (before: BranchDemands, after: BranchDemands): boolean =>
  after.requiredApprovals < before.requiredApprovals ||
  (after.directCommits && !before.directCommits) ||
  judgesOtherwise(before.judgedBy, after.judgedBy) ||
  before.requiredChecks.some((name) => !after.requiredChecks.includes(name))

/** What a rule of the pattern takes the place of, for any branch that it names. A rule without `*` gives way to its like. */
function demandsBefore(pattern: string, rules: readonly BranchRule[]): readonly BranchDemands[] {
  const held = rulesInForce(rules)
  const givesWay = held.filter((rule) =>
    rule.pattern.includes('*')
      ? patternsMeet(rule.pattern, pattern) && saidOf(rule) <= saidOf({ pattern })
      : rule.pattern === pattern,
  )
  const namesMain = ({ pattern: each }: { readonly pattern: string }) => matchesName(each, 'main')
  return namesMain({ pattern }) && !held.some(namesMain) ? [...givesWay, usualOfMain] : givesWay
}

const saidOf = ({ pattern }: Pick<BranchRule, 'pattern'>) => pattern.replaceAll('*', '').length

const checkName = /^[a-z][a-z0-9-]{0,39}$/
const patternShape = /^[\w*][\w*./-]{0,99}$/

/** Throws `RULE_REFUSED`, and `REASON_REQUIRED` for a rule that asks for less than what holds now. */
export function decideBranchRule(
  asked: AskedRule,
  rules: readonly BranchRule[],
): Pick<BranchRule, 'pattern' | keyof BranchDemands | 'loosened' | 'reason'> {
  const { pattern, requiredApprovals, requiredChecks, directCommits } = asked
  if (!patternShape.test(pattern))
    throw refused('a pattern of 1 to 100 letters, digits and ./_-*', pattern.length)
  if (!Number.isInteger(requiredApprovals) || requiredApprovals < 0 || requiredApprovals > 10)
    throw refused('0 to 10 approvals', requiredApprovals)
  const names = [...new Set(requiredChecks)]
  if (names.length > 20 || !names.every((name) => checkName.test(name)))
    throw refused('at most 20 names of checks, of lower-case letters, digits and hyphens')
  const judgedBy = judgedByOf(asked, rules)
  const reason = checkWords(asked.reason ?? '', 'reason') || null
  const wished = { requiredApprovals, requiredChecks: names, directCommits, judgedBy }
  const loosened = demandsBefore(pattern, rules).some((before) => isLooser(before, wished))
  if (loosened && reason === null)
    throw new PolicyError('REASON_REQUIRED', 'expected a reason to ask for less than before', {
      pattern,
    })
  return { pattern, ...wished, loosened, reason }
}

function judgedByOf(
  { pattern, judgedBy }: AskedRule,
  rules: readonly BranchRule[],
): JudgedBy | null {
  if (judgedBy !== undefined) return readJudgedBy(judgedBy)
  return rulesInForce(rules).find((rule) => rule.pattern === pattern)?.judgedBy ?? null
}

const refused = (expected: string, saw?: number) =>
  new PolicyError('RULE_REFUSED', `expected ${expected}`, saw === undefined ? {} : { saw })
