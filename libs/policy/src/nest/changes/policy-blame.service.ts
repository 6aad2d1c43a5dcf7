import { Inject, Injectable } from '@nestjs/common'
import type { CommitSummary } from '@assize/gitstore'
import {
  policyRepository,
  blameRules,
  broughtBy,
  pathOf,
  PolicyError,
  type BlamedPolicyLine,
  type RuleOrigin,
} from '../../index.js'
import { PolicyService } from '../policy.service.js'
import { readPast } from '../postgres-policy-store.js'
import { readEach } from './branch-content.js'
import { PolicyDesk } from './policy-desk.js'

export interface PolicyBlame {
  readonly policy: string
  readonly commit: string
  readonly lines: readonly BlamedPolicyLine[]
  readonly rules: readonly RuleOrigin[]
  /** By commit: the change that brought it. */
  readonly changeOf: ReadonlyMap<string, string>
}

/** Who wrote each line and each rule of a version, and which change brought it. */
@Injectable()
export class PolicyBlames {
  constructor(
    @Inject(PolicyDesk) private readonly desk: PolicyDesk,
    @Inject(PolicyService) private readonly policies: PolicyService,
  ) {}

  /** Throws as `PolicyService.at`. */
  async of(policy: string, ref: string | null): Promise<PolicyBlame> {
    const { commit, sequence } = await this.policies.at(policy, ref)
    const { work, store, sql } = await this.desk.reading()
    const lines = await work.blame(commit, pathOf(policy, 'text'))
    const commits = new Map<string, CommitSummary>()
    for (const { commit: oid } of lines)
      if (!commits.has(oid)) commits.set(oid, await store.readCommit(policyRepository, oid))
    const changeOf = await this.changesThatBrought(commit)
    const bringers = await this.desk.git.bringersOf(sql, policyRepository, [...commits.keys()])
    const { versions } = await readPast(sql, policy)
    const past = versions.filter((each) => each.sequence <= sequence)
    const steps = (await readEach(store, past)).flatMap(({ text, manifestYaml }, index) =>
      text === null ? [] : { commit: past[index]?.commit ?? '', files: { text, manifestYaml } },
    )
    return {
      ...{ policy, commit, rules: blameRules(steps), changeOf },
      lines: lines.map((line) => {
        const wrote = commits.get(line.commit)
        if (!wrote) throw new PolicyError('VERSION_UNKNOWN', 'expected a commit of that line')
        const changeId = changeOf.get(line.commit) ?? null
        const broughtBy = bringers.get(line.commit) ?? null
        return { ...line, author: wrote.author.name, at: wrote.author.at, broughtBy, changeId }
      }),
    }
  }

  /** By commit: the change whose merge brought it, where one did. */
  private async changesThatBrought(head: string): Promise<ReadonlyMap<string, string>> {
    const { work, sql } = await this.desk.reading()
    const merges = await sql.query<{ changeId: string; merge: string }>(
      `SELECT change_id AS "changeId", merge_commit AS merge FROM record_change_event
       WHERE kind = 'merged'`,
    )
    const changeOf = new Map(merges.map(({ changeId, merge }) => [merge, changeId]))
    const brought = broughtBy(await work.commitsBetween(null, head), head)
    return new Map(
      [...brought].flatMap(([commit, merge]) => {
        const change = changeOf.get(merge)
        return change === undefined ? [] : [[commit, change]]
      }),
    )
  }
}
