import { Inject, Injectable } from '@nestjs/common'
import { Clock } from '@assize/kernel'
import { Database } from '@assize/platform'
import { CostlyAnswers, type FiguresScope } from '@assize/verdict'
import { citedUndefined, overturnedRules } from './rule-figures.js'

/** What became of one rule of a policy, over all its versions. */
export interface RuleLife {
  readonly code: string
  /** Verdicts that name it, and of them those that violate and those that were flagged. */
  readonly named: number
  readonly fired: number
  readonly flagged: number
  readonly overturned: number
  /** Verdicts whose trace goes by it though their version did not define it. */
  readonly citedUndefined: number
}

export type LivesOfPolicy = ReadonlyMap<string, RuleLife>
type Counted = Pick<RuleLife, 'named' | 'fired' | 'flagged'>

const none: Omit<RuleLife, 'code'> = {
  ...{ named: 0, fired: 0, flagged: 0, overturned: 0, citedUndefined: 0 },
}

export const lifeOf = (code: string, lives: LivesOfPolicy | null): RuleLife =>
  lives?.get(code) ?? { code, ...none }

/** The figures of rules over all versions of their policies, read as the clause map reads those of one. */
@Injectable()
export class RuleLives {
  private readonly answers: CostlyAnswers<ReadonlyMap<string, LivesOfPolicy>>

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) clock: Clock,
  ) {
    this.answers = new CostlyAnswers(clock)
  }

  /** By policy and code; rules nothing is known of are left out. */
  of(
    policies: readonly string[],
    scope: Omit<FiguresScope, 'since'>,
  ): Promise<ReadonlyMap<string, LivesOfPolicy>> {
    const names = policies.toSorted()
    return this.answers.get([names, scope], () => this.read(names, scope))
  }

  private async read(
    policies: readonly string[],
    included: Omit<FiguresScope, 'since'>,
  ): Promise<ReadonlyMap<string, LivesOfPolicy>> {
    const scope = { ...included, since: new Date(0) }
    const [counted, overturned, undefinedThen] = await Promise.all([
      this.counted(policies, included),
      overturnedRules(this.database, scope, policies),
      citedUndefined(this.database, scope, policies),
    ])
    const lives = new Map(policies.map((policy) => [policy, new Map<string, RuleLife>()]))
    const add = (policy: string, code: string, more: Partial<RuleLife>) =>
      lives.get(policy)?.set(code, { ...lifeOf(code, lives.get(policy) ?? null), ...more })
    for (const { policy, rule, ...counts } of counted) add(policy, rule, counts)
    for (const { policy, rule, verdicts } of overturned) add(policy, rule, { overturned: verdicts })
    for (const { policy, rule, verdicts } of undefinedThen)
      add(policy, rule, { citedUndefined: verdicts })
    return lives
  }

  private counted(
    policies: readonly string[],
    { includeSimulated, includeImported }: Omit<FiguresScope, 'since'>,
  ): Promise<readonly (Counted & { policy: string; rule: string })[]> {
    return this.database.query(
      `SELECT policy, value AS rule, sum(verdicts)::int AS named, sum(violates)::int AS fired,
         sum(flagged)::int AS flagged
       FROM finding_day WHERE cut = 'rule' AND policy = ANY($1::text[]) AND ($2 OR NOT simulated) AND ($3 OR source = 'live')
       GROUP BY 1, 2`,
      [policies, includeSimulated, includeImported],
    )
  }
}
