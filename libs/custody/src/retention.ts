import { CustodyError } from './custody-error.js'

/** How long words are kept after what was judged under `policy` with `outcome`; null means any. */
export interface RetentionRule {
  readonly policy: string | null
  readonly outcome: string | null
  readonly keepDays: number
}

/** What a rule looks at; `recordedAt` is when it came on our record, also for what was judged long before elsewhere. */
export interface JudgedUnder {
  readonly policy: string
  readonly outcome: string
  readonly recordedAt: Date
}

/** Where no rule says otherwise: 24 months, as long as the record of a decision should outlive its disputes. */
export const usualKeepDays = 730
/** The person affected has six months to lodge an appeal, and may not find the words gone. */
export const leastKeepDays = 180
const mostKeepDays = 36_500
const dayMs = 86_400_000

/** Throws `RETENTION_TOO_SHORT` or `RETENTION_TOO_LONG`. */
export function parseKeepDays(days: number): number {
  if (!Number.isInteger(days) || days < leastKeepDays)
    throw new CustodyError(
      'RETENTION_TOO_SHORT',
      `expected at least ${leastKeepDays} days, saw ${days}: the person affected may appeal for six months, and the appeal needs the words`,
      { least: leastKeepDays, seen: days },
    )
  if (days > mostKeepDays)
    throw new CustodyError(
      'RETENTION_TOO_LONG',
      `expected at most ${mostKeepDays} days, saw ${days}: words are not kept for ever`,
      { most: mostKeepDays, seen: days },
    )
  return days
}

/** The most particular rule counts: policy and outcome, then policy, then outcome, then the one for all. */
export function keepDaysFor(
  rules: readonly RetentionRule[],
  judged: Pick<JudgedUnder, 'policy' | 'outcome'>,
): number {
  const ways = [
    [judged.policy, judged.outcome],
    [judged.policy, null],
    [null, judged.outcome],
    [null, null],
  ] as const
  for (const [policy, outcome] of ways) {
    const rule = rules.find((each) => each.policy === policy && each.outcome === outcome)
    if (rule) return rule.keepDays
  }
  return usualKeepDays
}

/**
 * Until when the words of an item are kept: the longest of what its verdicts ask for. An item that was never judged is
 * kept as the rule for all says.
 */
export function keptUntil(
  rules: readonly RetentionRule[],
  item: { readonly recordedAt: Date; readonly verdicts: readonly JudgedUnder[] },
): Date {
  const ends = item.verdicts.map((judged) => endOf(judged.recordedAt, keepDaysFor(rules, judged)))
  if (ends.length > 0) return new Date(Math.max(...ends))
  const forAll = rules.find(({ policy, outcome }) => policy === null && outcome === null)
  return new Date(endOf(item.recordedAt, forAll?.keepDays ?? usualKeepDays))
}

const endOf = (at: Date, days: number): number => at.getTime() + days * dayMs

/** Before this instant nothing can be past its time, whatever rule applies: where a search may stop. */
export const youngestErasable = (rules: readonly RetentionRule[], now: Date): Date =>
  new Date(now.getTime() - Math.min(usualKeepDays, ...rules.map((rule) => rule.keepDays)) * dayMs)

/** After this instant something may still be kept: months that end before it are past every rule. */
export const oldestKept = (rules: readonly RetentionRule[], now: Date): Date =>
  new Date(now.getTime() - Math.max(usualKeepDays, ...rules.map((rule) => rule.keepDays)) * dayMs)
