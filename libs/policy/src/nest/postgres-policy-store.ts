import { Inject, Injectable } from '@nestjs/common'
import { Clock, IdSource } from '@assize/kernel'
import { Outbox } from '@assize/events/nest'
import { PostgresGitStore } from '@assize/gitstore/nest'
import { Database, insertRows, type Sql } from '@assize/platform'
import {
  committedEvent,
  findBundleAt,
  parseVersionKey,
  policyRepository,
  PolicyStore,
  publishedEvent,
  readVersionFiles,
  releaseTag,
  signatureOf,
  toCommit,
  toEntry,
  versionKey,
  type NewPublication,
  type NewVersion,
  type PolicyFiles,
  type PolicyPast,
  type Publication,
  type VersionEntry,
  type VersionsRequest,
} from '../index.js'
import { entryColumns, entryRow, publicationColumns, publicationRow } from './policy-rows.js'

/** Policies in the record's tables, their files in git; both and their events in one transaction. */
@Injectable()
export class PostgresPolicyStore extends PolicyStore {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PostgresGitStore) private readonly git: PostgresGitStore,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(IdSource) private readonly ids: IdSource,
    @Inject(Clock) private readonly clock: Clock,
  ) {
    super()
  }

  listHeads(): Promise<VersionEntry[]> {
    return this.database.query(
      `SELECT DISTINCT ON (policy) ${entryColumns} FROM record_policy_version
       ORDER BY policy, sequence DESC`,
    )
  }

  findPast(policy: string): Promise<PolicyPast> {
    return readPast(this.database, policy)
  }

  async listVersions({
    policies,
    limit,
    before,
  }: VersionsRequest): Promise<Map<string, VersionEntry[]>> {
    const entries = await this.database.query<VersionEntry>(
      `SELECT ${entryColumns} FROM (
         SELECT *, row_number() OVER (PARTITION BY policy ORDER BY sequence DESC) AS place
         FROM record_policy_version
         WHERE policy = ANY($1) AND ($3::int IS NULL OR sequence < $3)
       ) AS ranked
       WHERE place <= $2 ORDER BY policy, sequence DESC`,
      [policies, limit, before ?? null],
    )
    return groupByPolicy(entries)
  }

  async findBySequence(policy: string, sequence: number): Promise<VersionEntry | null> {
    const [entry] = await this.database.query<VersionEntry>(
      `SELECT ${entryColumns} FROM record_policy_version WHERE policy = $1 AND sequence = $2`,
      [policy, sequence],
    )
    return entry ?? null
  }

  findByCommitStart(policy: string, prefix: string): Promise<VersionEntry[]> {
    return this.database.query(
      `SELECT ${entryColumns} FROM record_policy_version
       WHERE policy = $1 AND starts_with("commit", $2) ORDER BY sequence LIMIT 2`,
      [policy, prefix],
    )
  }

  async findByKeys(keys: readonly string[]): Promise<Map<string, VersionEntry>> {
    const wanted = keys.map(parseVersionKey)
    const entries = await this.database.query<VersionEntry>(
      `SELECT ${entryColumns} FROM record_policy_version
       WHERE (policy, "commit") IN (SELECT * FROM unnest($1::text[], $2::text[]))`,
      [wanted.map(({ policy }) => policy), wanted.map(({ commit }) => commit)],
    )
    return new Map(entries.map((entry) => [versionKey(entry.policy, entry.commit), entry]))
  }

  async findByExternalNames(names: readonly string[]): Promise<Map<string, VersionEntry>> {
    const entries = await this.database.query<VersionEntry>(
      `SELECT ${entryColumns} FROM record_policy_version
       WHERE manifest->>'externalName' = ANY($1) ORDER BY id`,
      [names],
    )
    return new Map(entries.map((entry) => [entry.manifest.externalName ?? '', entry]))
  }

  async findAtBranch(policy: string, branch: string): Promise<VersionEntry | null> {
    const bundle = await findBundleAt(this.git, policy, branch)
    if (bundle === null) return null
    const [entry] = await this.database.query<VersionEntry>(
      `SELECT ${entryColumns} FROM record_policy_version
       WHERE policy = $1 AND bundle_sha256 = $2 ORDER BY sequence DESC LIMIT 1`,
      [policy, bundle],
    )
    return entry ?? null
  }

  readFiles(entries: readonly VersionEntry[]): Promise<PolicyFiles[]> {
    return readVersionFiles(this.git, entries)
  }

  async findPublications(policies: readonly string[]): Promise<Map<string, Publication[]>> {
    const publications = await this.database.query<Publication>(
      `SELECT ${publicationColumns} FROM record_publication
       WHERE policy = ANY($1) ORDER BY policy, published_at, id`,
      [policies],
    )
    return groupByPolicy(publications)
  }

  async findInForce(policies: readonly string[], at: Date): Promise<Map<string, Publication>> {
    const publications = await this.database.query<Publication>(
      `SELECT p.* FROM unnest($1::text[]) AS wanted (name) CROSS JOIN LATERAL (
         SELECT ${publicationColumns} FROM record_publication
         WHERE policy = wanted.name AND published_at <= $2
         ORDER BY published_at DESC, id DESC LIMIT 1
       ) AS p`,
      [policies, at],
    )
    return new Map(publications.map((each) => [each.policy, each]))
  }

  async recordVersion(
    policy: string,
    decide: (past: PolicyPast) => NewVersion | VersionEntry,
  ): Promise<VersionEntry> {
    await this.git.initRepository(policyRepository)
    return this.database.transaction(async (tx) => {
      await this.git.lockWithin(tx, policyRepository)
      const past = await readPast(tx, policy)
      const decided = decide(past)
      if ('commit' in decided) return decided
      const commit = await this.git.commitFilesWithin(tx, toCommit(decided))
      const recorded = { id: this.ids.next(), at: this.clock.now() }
      const entry = toEntry(decided, commit, past.versions.at(-1), recorded)
      await insertRows(tx, 'record_policy_version', [entryRow(entry)])
      await this.outbox.append(tx, [committedEvent(entry)])
      return entry
    })
  }

  recordPublication(
    policy: string,
    decide: (past: PolicyPast) => NewPublication | Publication,
  ): Promise<Publication> {
    return this.database.transaction(async (tx) => {
      await this.git.lockWithin(tx, policyRepository)
      const past = await readPast(tx, policy)
      const decided = decide(past)
      if ('id' in decided) return decided
      const { publisher = decided.publishedBy, ...fact } = decided
      const publishedAt = await afterArms(tx, policy, fact.publishedAt)
      const publication = { emergency: null, ...fact, publishedAt, id: this.ids.next() }
      await insertRows(tx, 'record_publication', [publicationRow(publication)])
      const version = past.versions.find(({ commit }) => commit === publication.commit)
      if (version) await this.tag(tx, version, publication, publisher)
      await this.outbox.append(tx, [publishedEvent(publication)])
      return publication
    })
  }

  /** Once, the first time a version is published here; what came with traces was released elsewhere. */
  private async tag(
    tx: Sql,
    { policy, sequence, commit }: VersionEntry,
    { kind, note, publishedBy, publishedAt }: Publication,
    publisher: string,
  ): Promise<void> {
    if (kind === 'imported') return
    const mover = { movedBy: publishedBy, reason: 'release' }
    const { work } = await this.git.within(tx, policyRepository, mover)
    const name = releaseTag(policy, sequence)
    if ((await work.findTag(name)) !== null) return
    const tagger = signatureOf({ id: publishedBy, name: publisher }, publishedAt)
    await work.tag({ name, commit, tagger, message: note ?? `Publish ${policy} v${sequence}` })
  }
}

/** A publication ends all arms, so it comes after them, whichever process's clock is behind. */
async function afterArms(tx: Sql, policy: string, at: Date): Promise<Date> {
  const [last] = await tx.query<{ setAt: Date | null }>(
    'SELECT max(set_at) AS "setAt" FROM record_release_arm WHERE policy = $1',
    [policy],
  )
  return last?.setAt && last.setAt >= at ? new Date(last.setAt.getTime() + 1) : at
}

export async function readPast(sql: Sql, policy: string): Promise<PolicyPast> {
  const versions = await sql.query<VersionEntry>(
    `SELECT ${entryColumns} FROM record_policy_version WHERE policy = $1 ORDER BY sequence`,
    [policy],
  )
  const publications = await sql.query<Publication>(
    `SELECT ${publicationColumns} FROM record_publication WHERE policy = $1
     ORDER BY published_at, id`,
    [policy],
  )
  return { versions, publications }
}

function groupByPolicy<Item extends { readonly policy: string }>(
  items: readonly Item[],
): Map<string, Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const group = groups.get(item.policy)
    if (group) group.push(item)
    else groups.set(item.policy, [item])
  }
  return groups
}
