import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { Inject, Injectable } from '@nestjs/common'
import type { Principal } from '@assize/identity'
import { IdentityService } from '@assize/identity/nest'
import { toBase64 } from '@assize/kernel'
import { Database } from '@assize/platform'
import { versionKey, type PolicyVersion } from '@assize/policy'
import { PolicyService } from '@assize/policy/nest'
import { consistencyProof } from '@assize/tlog'
import { LogReader, PostgresTiles, type SignedCheckpoint } from '@assize/tlog/nest'
import { describePackage } from '../../evidence/evidence-package.js'
import type { EvidencePosition } from '../../evidence/evidence-position.js'
import { proofName } from '../../evidence/listings.js'
import { policyFiles, policyFolders } from '../../evidence/policy-files.js'
import { verifyMd } from '../../evidence/verify-md.js'
import type { JobInHand } from '../../export-job.js'
import { fromPosition, toPosition } from './evidence-checkpoints.js'
import { EvidenceProofs, EvidenceRecords, type EvidenceRecord } from './evidence-records.js'
import type { AskedEvidence } from './evidence-request.js'
import type { PackageParts } from './package-parts.js'

/** The second implementation of the formats, which needs nothing of ours. */
const verifier = fileURLToPath(new URL('../../../../tlog/assets/verify.mjs', import.meta.url))

const nobody = { content: false, trace: false, case: false, appeals: false }

/** Writes what a package holds beside its verdicts: policies, listings, checkpoints, keys, the verifier, and itself. */
@Injectable()
export class EvidenceEnding {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PolicyService) private readonly policies: PolicyService,
    @Inject(IdentityService) private readonly identity: IdentityService,
    @Inject(EvidenceRecords) private readonly records: EvidenceRecords,
    @Inject(LogReader) private readonly log: LogReader,
  ) {}

  async write(
    parts: PackageParts,
    at: EvidencePosition,
    { stored, purpose }: AskedEvidence,
    job: JobInHand,
    requester: Principal,
  ): Promise<void> {
    const checkpoint = fromPosition(at.checkpoint)
    const ofPolicies = await this.writePolicies(parts, at.policies, checkpoint)
    await parts.addListings()
    const { note: _, ...told } = at.checkpoint
    await parts.bag.add('checkpoints.jsonl', await this.checkpointLines(at))
    const keys = { origin: checkpoint.origin, verifierKeys: await this.log.verifierKeys() }
    await parts.bag.add('keys.json', `${JSON.stringify(keys, null, 2)}\n`)
    await parts.bag.add('VERIFY.md', verifyMd)
    await parts.bag.add('verify.mjs', await readFile(verifier))
    const { id, name, roles } = requester
    await parts.addDescription(
      describePackage({
        ...{ scope: stored, words: job.words, checkpoint: told },
        counts: {
          ...{ verdicts: at.verdicts, simulatedVerdicts: at.simulated },
          ...{ records: at.records + ofPolicies, policyVersions: at.policies.length },
          redactions: at.redactions,
        },
        decided: at.decidedFrom && at.decidedTo ? { from: at.decidedFrom, to: at.decidedTo } : null,
        request: {
          ...{ id: job.id, requestedBy: { id, name, roles } },
          ...{ requestedAt: job.createdAt.toISOString(), purpose },
        },
      }),
    )
    await parts.end({ origin: checkpoint.origin, checkpointAt: checkpoint.signedAt })
  }

  /** The first checkpoint that covered a verdict of the scope, where it is older, and the package's own. */
  private async checkpointLines({ firstIndex, checkpoint }: EvidencePosition): Promise<string> {
    const own = fromPosition(checkpoint)
    const first =
      firstIndex === null ? null : await this.log.firstCheckpointOver(BigInt(firstIndex))
    if (!first || first.size >= own.size) return `${JSON.stringify(checkpoint)}\n`
    const tiles = new PostgresTiles(this.database)
    const consistency = (await consistencyProof(tiles, first.size, own.size)).map(toBase64)
    return [toPosition(first), { ...checkpoint, consistency }]
      .map((line) => `${JSON.stringify(line)}\n`)
      .join('')
  }

  /** Answers how many records they brought. */
  private async writePolicies(
    parts: PackageParts,
    keys: readonly string[],
    checkpoint: SignedCheckpoint,
  ): Promise<number> {
    const sorted = [...keys].sort()
    const proofs = new EvidenceProofs(this.database, checkpoint)
    const versions = await this.policies.byCommits(sorted)
    const found = sorted.flatMap((key) => versions.get(key) ?? [])
    const folders = policyFolders(found)
    let count = 0
    for (const version of found) {
      const records = await this.recordsOf(version, checkpoint)
      for (const record of records) await writeProof(parts, record, proofs)
      count += records.length
      const published = new Set(records.map(({ id }) => id))
      const all = (await this.policies.publications([version.policy])).get(version.policy) ?? []
      const publications = all.filter(({ id }) => published.has(id))
      const people = [version.author, ...publications.map(({ publishedBy }) => publishedBy)]
      const names = await this.identity.findNames(people)
      const folder = folders.get(versionKey(version.policy, version.commit)) ?? 'policies'
      const nameOf = (id: string) => names.get(id) ?? id
      for (const [name, text] of policyFiles({ version, publications, nameOf }))
        await parts.bag.add(`${folder}/${name}`, text)
    }
    return count
  }

  private async recordsOf(
    { id, policy, commit }: PolicyVersion,
    { size }: SignedCheckpoint,
  ): Promise<EvidenceRecord[]> {
    const publications = (await this.policies.publications([policy])).get(policy) ?? []
    const own = publications.filter((each) => each.commit === commit)
    const wanted = [
      { kind: 'policy-version', ids: [id] },
      { kind: 'publication', ids: own.map((each) => each.id) },
    ]
    return this.records.read(wanted, nobody, size)
  }
}

async function writeProof(
  parts: PackageParts,
  { kind, id, part, index, file }: EvidenceRecord,
  proofs: EvidenceProofs,
): Promise<void> {
  const name = `proofs/${proofName(kind, id, part)}`
  await parts.bag.add(`${name}.record.json`, file)
  await parts.bag.add(`${name}.tlog-proof`, await proofs.of(index))
}
