import { Inject, Injectable } from '@nestjs/common'
import {
  bundleDigest,
  contractOfManifest,
  demandsOn,
  isPolicyName,
  parsePolicyManifest,
  parsePolicyRef,
  policiesIn,
  policyBranch,
  PolicyError,
  policyRepository,
  type Change,
  type JudgedBy,
  type OutputContract,
  type PolicyManifest,
} from '../../index.js'
import { PolicyService } from '../policy.service.js'
import { readPoliciesAt } from './branch-content.js'
import { ChangeRecords } from './change-records.js'
import { PolicyDesk } from './policy-desk.js'

/** A policy as one commit has it, whether that is a version of it or a draft on a branch. */
export interface PolicyState {
  readonly policy: string
  readonly commit: string
  readonly bundleSha256: string
  readonly text: string
  readonly manifest: PolicyManifest
  readonly contract: OutputContract
  readonly cases: string | null
}

/** What the head of a change brings, and what its target asks of it. */
export interface HeadOfChange {
  readonly change: Change
  readonly head: string
  readonly requiredChecks: readonly string[]
  /** What a check that asks a model counts on; null for any. */
  readonly judgedBy: JudgedBy | null
  /** The policies whose files it changes and has. */
  readonly policies: readonly string[]
}

/** Policies at versions and at drafts alike, for rooms that try them out. */
@Injectable()
export class PolicyStates {
  constructor(
    @Inject(PolicyDesk) private readonly desk: PolicyDesk,
    @Inject(ChangeRecords) private readonly records: ChangeRecords,
    @Inject(PolicyService) private readonly versions: PolicyService,
  ) {}

  /**
   * By any ref of a version, a branch, or a commit of one. Throws as `PolicyService.at`, `REF_UNKNOWN`, `FILES_MISSING`, and as
   * `parsePolicyManifest`.
   */
  async at(policy: string, ref?: string | null): Promise<PolicyState> {
    const parsed = parsePolicyRef(ref)
    const isDraft = parsed.kind === 'branch' && parsed.branch !== policyBranch
    if (isDraft || (parsed.kind === 'commit' && !(await this.isVersion(policy, ref ?? ''))))
      return this.draftAt(policy, ref ?? '')
    return this.versions.at(policy, ref)
  }

  /** Null of a change that ended, and of one whose branch went on from that commit. */
  async headOf(changeId: string, commit: string): Promise<HeadOfChange | null> {
    const { sql, store, work } = await this.desk.reading()
    const change = await this.records.get(sql, changeId)
    const open = await this.records.findOpen(sql, change.branch)
    const head = await work.findBranch(change.branch)
    if (open?.id !== changeId || head !== commit) return null
    const target = await work.findBranch(change.target)
    const bases = target === null ? [] : await store.mergeBases(policyRepository, target, head)
    const touched = await store.diffPaths(policyRepository, bases[0] ?? null, head)
    const names = policiesIn(touched.map(({ path }) => path))
    const files = await readPoliciesAt(store, head, names)
    const { requiredChecks, judgedBy } = demandsOn(change.target, await this.records.rules(sql))
    const policies = names.filter((name) => files.get(name)?.text != null)
    return { change, head, requiredChecks, judgedBy, policies }
  }

  /** Where the branches of all open changes are, oldest first. */
  async openHeads(): Promise<readonly { readonly changeId: string; readonly commit: string }[]> {
    const { sql, work } = await this.desk.reading()
    const open = await this.records.listOpen(sql)
    const heads = new Map((await work.listBranches()).map(({ name, head }) => [name, head]))
    return open.flatMap(({ id: changeId, branch }) => {
      const commit = heads.get(branch)
      return commit === undefined ? [] : [{ changeId, commit }]
    })
  }

  /** The open changes whose head that commit is. */
  async changesAt(commit: string): Promise<readonly HeadOfChange[]> {
    const { sql } = await this.desk.reading()
    const rows = await sql.query<{ id: string }>(
      `SELECT DISTINCT c.id FROM record_change c LEFT JOIN record_change_event e ON e.change_id = c.id
       WHERE c.head = $1 OR e."commit" = $1 ORDER BY 1`,
      [commit],
    )
    const heads = await Promise.all(rows.map(({ id }) => this.headOf(id, commit)))
    return heads.filter((head) => head !== null)
  }

  /** A draft may hold the very files of a version, and still is another commit. */
  private async isVersion(policy: string, ref: string): Promise<boolean> {
    try {
      return (await this.versions.at(policy, ref)).commit.startsWith(ref)
    } catch (error) {
      if (!(error instanceof PolicyError) || error.code === 'REF_AMBIGUOUS') throw error
      return false
    }
  }

  private async draftAt(policy: string, ref: string): Promise<PolicyState> {
    if (!isPolicyName(policy))
      throw new PolicyError('POLICY_UNKNOWN', 'expected the name of a policy')
    const { store } = await this.desk.reading()
    const commit = await store.resolve(policyRepository, ref)
    const files = (await readPoliciesAt(store, commit, [policy])).get(policy)
    if (!files || files.text === null || files.manifestYaml === null)
      throw new PolicyError('FILES_MISSING', 'expected a policy with its text and manifest there', {
        ...{ policy, commit },
      })
    const { text, manifestYaml, cases } = files
    const manifest = parsePolicyManifest(manifestYaml)
    return {
      ...{ policy, commit, text, manifest, cases },
      bundleSha256: bundleDigest({ text, manifestYaml, cases }),
      contract: contractOfManifest(manifest, text),
    }
  }
}
