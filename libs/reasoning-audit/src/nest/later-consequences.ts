import { Inject, Injectable } from '@nestjs/common'
import { Clock } from '@assize/kernel'
import type { Sql } from '@assize/platform'
import { versionKey } from '@assize/policy'
import { PolicyService } from '@assize/policy/nest'
import type { LaterDoubt } from '@assize/verdict'
import { LaterDoubts } from '@assize/verdict/nest'
import {
  callOf,
  followFindings,
  isActing,
  usualStanding,
  type FindingsFollowed,
  type FindingStanding,
} from '../finding-rules-applied.js'
import { FindingRuleStore } from './finding-rule-store.js'
import type { SetToMake } from './later-set.js'

export interface LaterFollowed extends FindingsFollowed {
  readonly rulesId: string | null
}

/** Where nobody can read any more what the policy had asked. */
const cautious = { violates: 'hide', undetermined: 'hide' } as const

/** Asks the rules of its policy what a later finding leads to, and has that done with the fact of the finding. */
@Injectable()
export class LaterConsequences {
  constructor(
    @Inject(FindingRuleStore) private readonly rules: FindingRuleStore,
    @Inject(PolicyService) private readonly policies: Pick<PolicyService, 'byCommits'>,
    @Inject(LaterDoubts) private readonly doubts: LaterDoubts,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Of the new findings alone, in the order of the sets. */
  async follow(sets: readonly SetToMake[]): Promise<readonly LaterFollowed[]> {
    const standings = await this.rules.standings(sets.map(({ of }) => of.before.policy))
    const at = this.clock.now()
    return sets.map(({ id, of: { before, addition } }) => {
      const standing: FindingStanding = standings.get(before.policy) ?? usualStanding
      const where = {
        policy: before.policy,
        citedRules: before.rules,
        findingId: (index: number) => `${id}:${before.findings.length + index}`,
      }
      const followed = followFindings(addition.findings, standing, where, at)
      return { ...followed, rulesId: standing.rulesId }
    })
  }

  /** What asked for nothing when it was recorded, as shadow verdicts and quiet imports do, asks for nothing later. */
  async apply(
    tx: Sql,
    sets: readonly SetToMake[],
    followed: readonly LaterFollowed[],
  ): Promise<void> {
    const acting = sets.flatMap((set, i) => {
      const added = followed[i]
      return added && isActing(added.call) && set.of.before.acted ? [{ ...set, added }] : []
    })
    if (acting.length === 0) return
    const versions = await this.policies.byCommits([
      ...new Set(acting.map(({ of }) => versionKey(of.before.policy, of.before.policyCommit))),
    ])
    await this.doubts.apply(
      tx,
      acting.map(({ id, of, added }): LaterDoubt => {
        const { before, addition } = of
        const version = versions.get(versionKey(before.policy, before.policyCommit))
        const findings = [...before.findings, ...addition.findings]
        const call = callOf(findings, [
          ...before.findings.map((_, i) => before.followed?.[i] ?? null),
          ...added.findings,
        ])
        return {
          verdict: before,
          actions: version?.manifest.actions ?? cautious,
          audit: {
            findingSetId: id,
            findingTypes: [...new Set(findings.map(({ type }) => type))],
            ...{ risk: addition.risk, flagged: addition.flagged, call },
          },
          added: added.call,
          foundAt: this.clock.now(),
        }
      }),
    )
  }
}
