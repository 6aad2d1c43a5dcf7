import type { Clock, IdSource } from '@assize/kernel'
import { MemoryGitStore } from '@assize/gitstore'
import type { PolicyFiles } from './policy-bundle.js'
import {
  PolicyStore,
  type NewPublication,
  type NewVersion,
  type PolicyPast,
  type VersionsRequest,
} from './policy-store.js'
import { versionKey, type VersionEntry } from './policy-version.js'
import { inOrder, resolvePolicy, type Publication } from './publication.js'
import { findBundleAt, readVersionFiles } from './read-version-files.js'
import { policyRepository, toCommit, toEntry } from './version-in-git.js'

/** Policies in memory, for tests; git is real. */
export class MemoryPolicyStore extends PolicyStore {
  private readonly git = new MemoryGitStore()
  private readonly versions: VersionEntry[] = []
  private readonly publications: Publication[] = []
  private last: Promise<unknown> = Promise.resolve()

  constructor(
    private readonly ids: IdSource,
    private readonly clock: Clock,
  ) {
    super()
  }

  async listHeads(): Promise<VersionEntry[]> {
    const heads = new Map(this.versions.map((entry) => [entry.policy, entry]))
    return Promise.resolve([...heads.values()].sort((a, b) => (a.policy < b.policy ? -1 : 1)))
  }

  async findPast(policy: string): Promise<PolicyPast> {
    const ofPolicy = (each: { readonly policy: string }) => each.policy === policy
    const publications = inOrder(this.publications.filter(ofPolicy))
    return Promise.resolve({ versions: this.versions.filter(ofPolicy), publications })
  }

  async listVersions({ policies, limit, before = Infinity }: VersionsRequest) {
    const pages = policies.map((policy) => {
      const older = this.versions.filter((each) => each.policy === policy && each.sequence < before)
      return [policy, older.reverse().slice(0, limit)] as const
    })
    return Promise.resolve(new Map(pages.filter(([, page]) => page.length > 0)))
  }

  async findBySequence(policy: string, sequence: number): Promise<VersionEntry | null> {
    return this.findWhere((each) => each.policy === policy && each.sequence === sequence)
  }

  async findByCommitStart(policy: string, prefix: string): Promise<VersionEntry[]> {
    const found = this.versions.filter(
      (each) => each.policy === policy && each.commit.startsWith(prefix),
    )
    return Promise.resolve(found.slice(0, 2))
  }

  async findByKeys(keys: readonly string[]): Promise<Map<string, VersionEntry>> {
    const known = new Map(this.versions.map((each) => [versionKey(each.policy, each.commit), each]))
    return Promise.resolve(
      new Map(
        keys.flatMap((key) => {
          const entry = known.get(key)
          return entry ? [[key, entry] as const] : []
        }),
      ),
    )
  }

  async findByExternalNames(names: readonly string[]): Promise<Map<string, VersionEntry>> {
    const found = this.versions.flatMap((each) => {
      const name = each.manifest.externalName
      return name !== undefined && names.includes(name) ? [[name, each] as const] : []
    })
    return Promise.resolve(new Map(found))
  }

  async findAtBranch(policy: string, branch: string): Promise<VersionEntry | null> {
    const bundle = await findBundleAt(this.git, policy, branch)
    const versions = this.versions.filter((each) => each.policy === policy)
    return versions.findLast(({ bundleSha256 }) => bundleSha256 === bundle) ?? null
  }

  readFiles(entries: readonly VersionEntry[]): Promise<PolicyFiles[]> {
    return readVersionFiles(this.git, entries)
  }

  async findPublications(policies: readonly string[]): Promise<Map<string, Publication[]>> {
    const found = policies.map(
      (policy) => [policy, inOrder(this.publications.filter((p) => p.policy === policy))] as const,
    )
    return Promise.resolve(new Map(found.filter(([, list]) => list.length > 0)))
  }

  async findInForce(policies: readonly string[], at: Date): Promise<Map<string, Publication>> {
    const all = await this.findPublications(policies)
    return new Map(
      [...all].flatMap(([policy, history]) => {
        const now = resolvePolicy(history, at)
        return now.kind === 'in-force' ? [[policy, now.publication] as const] : []
      }),
    )
  }

  recordVersion(
    policy: string,
    decide: (past: PolicyPast) => NewVersion | VersionEntry,
  ): Promise<VersionEntry> {
    return this.oneAtATime(async () => {
      await this.git.initRepository(policyRepository)
      const past = await this.findPast(policy)
      const decided = decide(past)
      if ('commit' in decided) return decided
      const commit = await this.git.commitFiles(toCommit(decided))
      const recorded = { id: this.ids.next(), at: this.clock.now() }
      const entry = toEntry(decided, commit, past.versions.at(-1), recorded)
      this.versions.push(entry)
      return entry
    })
  }

  recordPublication(
    policy: string,
    decide: (past: PolicyPast) => NewPublication | Publication,
  ): Promise<Publication> {
    return this.oneAtATime(async () => {
      const decided = decide(await this.findPast(policy))
      if ('id' in decided) return decided
      const { publisher: _name, ...fact } = decided
      const publication = { emergency: null, ...fact, id: this.ids.next() }
      this.publications.push(publication)
      return publication
    })
  }

  private async findWhere(is: (entry: VersionEntry) => boolean): Promise<VersionEntry | null> {
    return Promise.resolve(this.versions.find(is) ?? null)
  }

  private oneAtATime<T>(work: () => Promise<T>): Promise<T> {
    const next = this.last.then(work, work)
    this.last = next.catch(() => undefined)
    return next
  }
}
