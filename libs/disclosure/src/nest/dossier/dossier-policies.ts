import { Inject, Injectable } from '@nestjs/common'
import { BoundedCache } from '@assize/kernel'
import {
  compareVersions,
  resolvePolicy,
  versionKey,
  type PolicyComparison,
  type PolicyVersion,
  type Publication,
} from '@assize/policy'
import { PolicyService } from '@assize/policy/nest'
import type { SignedCheckpoint } from '@assize/tlog/nest'
import type { Verdict } from '@assize/verdict'
import type { PolicyPart } from '../../dossier/dossier.js'
import { DossierLog } from './dossier-log.js'

const comparedCharacters = 4 * 1024 * 1024

/** The texts verdicts fell under, who published them, and how they differ from what is in force. */
@Injectable()
export class DossierPolicies {
  private readonly compared = new BoundedCache<PolicyComparison>(
    comparedCharacters,
    ({ base, head, lines }) => base.text.length + head.text.length + 100 * lines.length,
  )

  constructor(
    @Inject(PolicyService) private readonly policies: PolicyService,
    @Inject(DossierLog) private readonly log: DossierLog,
  ) {}

  /** By verdict. What was published after the checkpoint does not count. */
  async of(
    verdicts: readonly Verdict[],
    at: SignedCheckpoint | null,
  ): Promise<ReadonlyMap<string, PolicyPart>> {
    const names = [...new Set(verdicts.map(({ policy }) => policy))]
    const past = await this.publications(names, at)
    const today = new Map(names.map((name) => [name, (past.get(name) ?? []).at(-1)]))
    const versions = await this.policies.byCommits([
      ...new Set([
        ...verdicts.map(({ policy, policyCommit }) => versionKey(policy, policyCommit)),
        ...[...today.values()].flatMap((last) =>
          last ? versionKey(last.policy, last.commit) : [],
        ),
      ]),
    ])
    return new Map(
      verdicts.flatMap(({ id, policy, policyCommit, decidedAt }) => {
        const version = versions.get(versionKey(policy, policyCommit))
        if (!version) return []
        const publications = past.get(policy) ?? []
        const then = resolvePolicy(publications, decidedAt)
        const inForce = then.kind === 'in-force' ? then.publication : null
        const head = versions.get(versionKey(policy, today.get(policy)?.commit ?? ''))
        return [[id, { version, publications, inForce, today: this.compare(version, head) }]]
      }),
    )
  }

  private async publications(
    names: readonly string[],
    at: SignedCheckpoint | null,
  ): Promise<ReadonlyMap<string, readonly Publication[]>> {
    const all = await this.policies.publications(names)
    if (!at) return all
    const ids = [...all.values()].flat().map(({ id }) => id)
    const places = await this.log.placesOf([{ kind: 'publication', ids }])
    const under = new Set(places.filter(({ index }) => index < at.size).map(({ id }) => id))
    return new Map([...all].map(([name, each]) => [name, each.filter(({ id }) => under.has(id))]))
  }

  private compare(base: PolicyVersion, head: PolicyVersion | undefined): PolicyComparison | null {
    if (!head) return null
    const key = `${versionKey(base.policy, base.commit)} ${head.commit}`
    const known = this.compared.find(key)
    if (known) return known
    const comparison = compareVersions(base, head)
    this.compared.keep(key, comparison)
    return comparison
  }
}
