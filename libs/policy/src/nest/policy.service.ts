import { Inject, Injectable } from '@nestjs/common'
import { BoundedCache, Clock } from '@assize/kernel'
import { type Page, type PageRequest, PlatformError, toPage } from '@assize/platform'
import {
  compareVersions,
  isPolicyName,
  parsePolicyRef,
  PolicyError,
  PolicyStore,
  versionKey,
  wholeVersion,
  type PolicyComparison,
  type PolicyRef,
  type PolicyVersion,
  type Publication,
  type VersionEntry,
} from '../index.js'

const cachedCharacters = 32 * 1024 * 1024

/** With a share for rules and contract. */
const sizeOf = ({ text, manifestYaml, cases }: PolicyVersion): number =>
  4096 + 2 * text.length + (manifestYaml?.length ?? 0) + (cases?.length ?? 0)

/** Finds policy versions; what was found once is kept, since a version never changes. */
@Injectable()
export class PolicyService {
  private readonly cache = new BoundedCache(cachedCharacters, sizeOf)

  constructor(
    @Inject(PolicyStore) private readonly store: PolicyStore,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** The newest version of every policy, by name. */
  list(): Promise<readonly VersionEntry[]> {
    return this.store.listHeads()
  }

  /** The newest version of a policy. */
  async findHead(policy: string): Promise<VersionEntry | null> {
    if (!isPolicyName(policy)) return null
    const heads = await this.store.listVersions({ policies: [policy], limit: 1 })
    return heads.get(policy)?.[0] ?? null
  }

  /** The version content is judged under. Throws `POLICY_UNKNOWN`, `NOT_PUBLISHED`. */
  async inForce(policy: string, at = this.clock.now()): Promise<PolicyVersion> {
    const version = (await this.findInForce([policy], at)).get(policy)
    if (version) return version
    await this.requireHead(policy)
    throw new PolicyError('NOT_PUBLISHED', 'expected a version in force, saw none published', {
      policy,
      at,
    })
  }

  /** By policy name; policies without a version in force are left out. */
  async findInForce(
    policies: readonly string[],
    at = this.clock.now(),
  ): Promise<ReadonlyMap<string, PolicyVersion>> {
    const publications = await this.store.findInForce(policies.filter(isPolicyName), at)
    const keys = new Map([...publications].map(([policy, { commit }]) => [policy, commit]))
    const versions = await this.byCommits(
      [...keys].map(([name, commit]) => versionKey(name, commit)),
    )
    return new Map([...versions.values()].map((version) => [version.policy, version]))
  }

  /**
   * The version a ref names: `in-force` (also when absent), `v2`, a commit or its start, a branch, or the name an
   * import gave. Throws `POLICY_UNKNOWN`, `VERSION_UNKNOWN`, `REF_AMBIGUOUS`, `NOT_PUBLISHED`.
   */
  async at(policy: string, ref?: string | null): Promise<PolicyVersion> {
    if (!isPolicyName(policy)) throw policyUnknown(policy)
    const parsed = parsePolicyRef(ref)
    if (parsed.kind === 'in-force') return this.inForce(policy)
    const entry = await this.findEntry(policy, parsed, ref ?? '')
    if (entry) return this.whole(entry)
    await this.requireHead(policy)
    throw new PolicyError(
      'VERSION_UNKNOWN',
      'expected a version of the policy, saw none of that name',
      {
        policy,
        ref: (ref ?? '').slice(0, 200),
      },
    )
  }

  /** Throws `VERSION_UNKNOWN`. */
  async byCommit(policy: string, commit: string): Promise<PolicyVersion> {
    const key = versionKey(policy, commit)
    const version = (await this.byCommits([key])).get(key)
    if (version) return version
    throw new PolicyError(
      'VERSION_UNKNOWN',
      'expected a version of the policy, saw no such commit',
      {
        policy,
        commit,
      },
    )
  }

  /** By version key, in one go; unknown keys are left out. */
  async byCommits(keys: readonly string[]): Promise<ReadonlyMap<string, PolicyVersion>> {
    const found = new Map<string, PolicyVersion>()
    const missing = keys.filter((key) => {
      const version = this.cache.find(key)
      if (version) found.set(key, version)
      return !version
    })
    if (missing.length === 0) return found
    const entries = await this.store.findByKeys(missing)
    for (const version of await this.wholes([...entries.values()]))
      found.set(versionKey(version.policy, version.commit), version)
    return found
  }

  /** By the name an import gave: `fraud@f09ff0`. */
  async byExternalNames(names: readonly string[]): Promise<ReadonlyMap<string, PolicyVersion>> {
    const entries = [...(await this.store.findByExternalNames(names))]
    const versions = await this.wholes(entries.map(([, entry]) => entry))
    return new Map(versions.map((version, index) => [entries[index]?.[0] ?? '', version]))
  }

  /** Newest first; the page's cursor is the sequence. */
  async versions(
    policies: readonly string[],
    request: PageRequest,
  ): Promise<ReadonlyMap<string, Page<PolicyVersion>>> {
    const entries = await this.store.listVersions({
      policies,
      limit: request.limit + 1,
      ...(request.cursor ? { before: toSequence(request.cursor) } : {}),
    })
    await this.wholes([...entries.values()].flat())
    const pages = [...entries].map(async ([policy, rows]) => {
      return [policy, toPage(await this.wholes(rows), request)] as const
    })
    return new Map(await Promise.all(pages))
  }

  /** By policy name, oldest first. */
  publications(policies: readonly string[]): Promise<ReadonlyMap<string, readonly Publication[]>> {
    return this.store.findPublications(policies)
  }

  async compare(policy: string, base: string, head: string): Promise<PolicyComparison> {
    const [left, right] = await Promise.all([this.at(policy, base), this.at(policy, head)])
    return compareVersions(left, right)
  }

  /** An entry with its files, from the cache or from git. */
  async whole(entry: VersionEntry): Promise<PolicyVersion> {
    const [version] = await this.wholes([entry])
    if (!version) throw new TypeError('expected one version for one entry')
    return version
  }

  private async wholes(entries: readonly VersionEntry[]): Promise<readonly PolicyVersion[]> {
    const keyOf = ({ policy, commit }: VersionEntry) => versionKey(policy, commit)
    const found = new Map<string, PolicyVersion>()
    const missing = entries.filter((entry) => {
      const version = this.cache.find(keyOf(entry))
      if (version) found.set(keyOf(entry), version)
      return !version
    })
    const files = missing.length > 0 ? await this.store.readFiles(missing) : []
    missing.forEach((entry, index) => {
      const its = files[index]
      if (!its) return
      const version = wholeVersion(entry, its)
      this.cache.keep(keyOf(entry), version)
      found.set(keyOf(entry), version)
    })
    return entries.flatMap((entry) => found.get(keyOf(entry)) ?? [])
  }

  private async findEntry(
    policy: string,
    ref: Exclude<PolicyRef, { kind: 'in-force' }>,
    text: string,
  ): Promise<VersionEntry | null> {
    switch (ref.kind) {
      case 'none':
        return null
      case 'sequence':
        return this.store.findBySequence(policy, ref.sequence)
      case 'external': {
        const entry = (await this.store.findByExternalNames([ref.name])).get(ref.name)
        return entry?.policy === policy ? entry : null
      }
      case 'branch':
        return this.store.findAtBranch(policy, ref.branch)
      case 'commit': {
        const [first, second] = await this.store.findByCommitStart(policy, ref.prefix)
        if (second)
          throw new PolicyError('REF_AMBIGUOUS', 'expected the start of one commit, saw several', {
            policy,
            ref: text,
          })
        return first ?? this.store.findAtBranch(policy, text)
      }
    }
  }

  private async requireHead(policy: string): Promise<void> {
    if (!(await this.findHead(policy))) throw policyUnknown(policy)
  }
}

function toSequence([key]: readonly string[]): number {
  if (key && /^\d{1,9}$/.test(key)) return Number(key)
  throw new PlatformError('CURSOR_INVALID', 'expected a cursor handed out by this list')
}

const policyUnknown = (policy: string) =>
  new PolicyError('POLICY_UNKNOWN', 'expected a policy, saw none of that name', {
    policy: policy.slice(0, 200),
  })
