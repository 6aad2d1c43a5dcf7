import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Inject, Injectable } from '@nestjs/common'
import type { Principal } from '@assize/identity'
import { IdentityService } from '@assize/identity/nest'
import { toBase64 } from '@assize/kernel'
import { Database } from '@assize/platform'
import { versionKey, type PolicyVersion } from '@assize/policy'
import { PolicyService } from '@assize/policy/nest'
import { consistencyProof } from '@assize/tlog'
import { PostgresTiles, type SignedCheckpoint } from '@assize/tlog/nest'
import { describePackage } from '../../evidence/evidence-package.js'
import type { EvidencePosition } from '../../evidence/evidence-position.js'
import { policyFiles, policyFolders } from '../../evidence/policy-files.js'
import { verifyMd } from '../../evidence/verify-md.js'
import type { JobInHand } from '../../export-job.js'
import { fromPosition, toPosition } from './evidence-checkpoints.js'
import { EvidenceProofs, EvidenceRecords, type EvidenceRecord } from './evidence-records.js'
import type { AskedEvidence } from './evidence-request.js'
import { EvidenceErasures } from './evidence-erasures.js'
import type { ReadScope } from './evidence-scopes.js'
import { PinnedCheckpoints, type PinnedCheckpoint } from './pinned-checkpoints.js'
import type { PackageParts } from './package-parts.js'
import { writeRecord } from './write-record.js'

/** The second implementation of the formats, which needs nothing of ours. */
const verifier = fileURLToPath(new URL('../../../../tlog/assets/', import.meta.url))

const nobody = { content: false, trace: false, case: false, appeals: false }

/** What a package holds in the end. */
export interface Held {
  readonly records: number
  readonly policyVersions: number
}

/** Writes what a package holds beside its verdicts: policies, erasures, listings, checkpoints, keys, the verifier, and itself. */
@Injectable()
export class EvidenceEnding {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PolicyService) private readonly policies: PolicyService,
    @Inject(IdentityService) private readonly identity: IdentityService,
    @Inject(EvidenceRecords) private readonly records: EvidenceRecords,
    @Inject(EvidenceErasures) private readonly erasures: EvidenceErasures,
    @Inject(PinnedCheckpoints) private readonly pins: PinnedCheckpoints,
  ) {}

  async write(
    parts: PackageParts,
    at: EvidencePosition,
    { scope, stored, purpose }: AskedEvidence,
    job: JobInHand,
    { requester, reader }: { readonly requester: Principal } & Pick<ReadScope, 'reader'>,
  ): Promise<Held> {
    const checkpoint = fromPosition(at)
    const ofPolicies = await this.writePolicies(parts, at.policies, checkpoint)
    const ofErasures = await this.writeErasures(parts, { scope, reader }, checkpoint)
    await parts.addListings()
    // Its members in one order: a position that was kept comes back in another.
    const { note: _, ...told } = toPosition(checkpoint)
    await parts.bag.add('checkpoints.jsonl', await this.checkpointLines(at, ofErasures.later))
    const { later } = ofErasures
    const verifierKeys = [...new Set([...at.verifierKeys, ...(later?.verifierKeys ?? [])])]
    const keys = { origin: checkpoint.origin, verifierKeys }
    await parts.bag.add('keys.json', `${JSON.stringify(keys, null, 2)}\n`)
    await parts.bag.add('VERIFY.md', verifyMd)
    await this.addVerifier(parts)
    const { id, name, roles } = requester
    const held = {
      records: at.records + ofPolicies + ofErasures.records,
      policyVersions: at.policies.length,
    }
    await parts.addDescription(
      describePackage({
        ...{ scope: stored, words: job.words, checkpoint: told },
        counts: {
          ...{ verdicts: at.verdicts, simulatedVerdicts: at.simulated },
          ...held,
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
    return held
  }

  /** In order of size: the first that covered a verdict of the scope, the package's own, one that covers erasures after. */
  private async checkpointLines(
    at: EvidencePosition,
    later: SignedCheckpoint | null,
  ): Promise<string> {
    const own = fromPosition(at)
    const first = at.firstIndex === null ? null : await this.pins.firstOver(at.firstIndex, own)
    const all = [...(first && first.size < own.size ? [first] : []), own, ...(later ? [later] : [])]
    const tiles = new PostgresTiles(this.database)
    let [text, before]: [string, bigint | null] = ['', null]
    for (const each of all) {
      const line = toPosition(each)
      const proof = before === null ? null : await consistencyProof(tiles, before, each.size)
      text += `${JSON.stringify(proof ? { ...line, consistency: proof.map(toBase64) } : line)}\n`
      before = each.size
    }
    return text
  }

  /** What the log says of words that are not there. */
  private async writeErasures(
    parts: PackageParts,
    asked: ReadScope,
    checkpoint: PinnedCheckpoint,
  ): Promise<{ readonly records: number; readonly later: PinnedCheckpoint | null }> {
    const later = await this.erasures.laterCheckpoint(asked, checkpoint)
    const proofs = new EvidenceProofs(this.database, checkpoint)
    const laterProofs = later ? new EvidenceProofs(this.database, later) : proofs
    let records = 0
    for await (const found of this.erasures.read(asked, checkpoint, later)) {
      await writeRecord(found.record, parts, found.later ? laterProofs : proofs)
      records += 1
    }
    return { records, later }
  }

  private async addVerifier({ bag }: PackageParts): Promise<void> {
    const modules = (await readdir(join(verifier, 'verify'))).sort().map((name) => `verify/${name}`)
    for (const name of ['verify.mjs', ...modules])
      await bag.add(name, await readFile(join(verifier, name)))
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
      for (const record of records) await writeRecord(record, parts, proofs)
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
