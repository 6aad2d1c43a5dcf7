import { Inject, Injectable } from '@nestjs/common'
import { VerdictStore, type Verdict } from '@assize/verdict'
import { versionKey } from '@assize/policy'
import { renderDossier } from '../../dossier/render-dossier.js'
import type { EvidencePosition } from '../../evidence/evidence-position.js'
import { contentItemOf, ownerOf } from '../../evidence/belonging.js'
import { redactionText } from '../../evidence/evidence-package.js'
import { proofName } from '../../evidence/listings.js'
import { traceFile } from '../../evidence/trace-file.js'
import { DossierReader } from '../dossier/dossier-reader.js'
import type { DossierRights } from '../dossier/dossier-rights.js'
import { EvidenceGatherer } from './evidence-gatherer.js'
import type { EvidenceProofs, EvidenceRecord } from './evidence-records.js'
import { EvidenceScopes, type ReadScope, type ScopedVerdict } from './evidence-scopes.js'
import type { PinnedCheckpoint } from './pinned-checkpoints.js'
import type { PackageParts } from './package-parts.js'
import { writeRecord } from './write-record.js'

export interface Under {
  readonly asked: ReadScope
  readonly rights: DossierRights
  readonly checkpoint: PinnedCheckpoint
  readonly proofs: EvidenceProofs
}

/** Writes what belongs to a handful of verdicts: records with proofs, listings, traces and dossiers. */
@Injectable()
export class VerdictChapters {
  constructor(
    @Inject(EvidenceScopes) private readonly scopes: EvidenceScopes,
    @Inject(EvidenceGatherer) private readonly gatherer: EvidenceGatherer,
    @Inject(VerdictStore) private readonly verdicts: VerdictStore,
    @Inject(DossierReader) private readonly dossiers: DossierReader,
  ) {}

  async write(
    page: readonly ScopedVerdict[],
    at: EvidencePosition,
    parts: PackageParts,
    under: Under,
  ): Promise<EvidencePosition> {
    const after = page.at(-1)?.verdictId ?? null
    const told = await this.toldBefore(page, under)
    const { rights, checkpoint, proofs } = under
    const records = await this.gatherer.gather(page, told, rights, checkpoint.size)
    const covered = new Set(records.flatMap(({ kind, id }) => (kind === 'verdict' ? [id] : [])))
    const found = await this.verdicts.findVerdicts([...covered])
    const verdicts = [...found.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
    const kept = records.filter(belongsTo(verdicts))
    let { redactions } = at
    const whyGone = await this.whyGone(kept)
    for (const record of kept) {
      await writeRecord(record, parts, proofs)
      if (record.words !== 'erased') continue
      const { kind, id } = record
      const gone = { kind, id, what: 'its words', why: whyGone(record) }
      await parts.append('redactions', redactionText(gone, redactions++))
    }
    const wish = { rights, made: null, at: checkpoint }
    for (const dossier of await this.dossiers.readAll(verdicts, wish)) {
      const { id } = dossier.verdict
      const trace = rights.trace ? traceFile(id, kept.filter(isSpokenFor(id))) : null
      if (trace !== null) await parts.bag.add(`traces/${id}.json`, trace)
      await parts.bag.add(`dossiers/${id}.html`, renderDossier(dossier))
    }
    const firstIndex = lowest(at.firstIndex, kept)
    const counted = { redactions, firstIndex, records: at.records + kept.length }
    return advanced({ ...at, ...counted, after }, verdicts)
  }

  /** Words are not there because they were erased, or for no reason the record knows; asked in one go. */
  private async whyGone(
    records: readonly EvidenceRecord[],
  ): Promise<(record: EvidenceRecord) => 'erased' | 'unaccounted'> {
    const owners = new Map(
      records.map((record) => [nameOf(record), ownerOf(record.kind, record.row)]),
    )
    const itemOf = (record: EvidenceRecord) =>
      contentItemOf(nameOf(record), (name) => owners.get(name) ?? null)?.slice(
        'content-item-'.length,
      ) ?? ''
    const gone = records.filter(({ words }) => words === 'erased').map(itemOf)
    const erased = await this.scopes.erasedAmong(gone.filter((id) => id !== ''))
    return (record) => (erased.has(itemOf(record)) ? 'erased' : 'unaccounted')
  }

  /** One content item may be judged several times; the first verdict of the scope brings it. */
  private toldBefore(
    page: readonly ScopedVerdict[],
    { asked, checkpoint }: Under,
  ): Promise<ReadonlySet<string>> {
    const items = page.map(({ contentItemId }) => contentItemId)
    return this.scopes.toldBefore(asked, items, page[0]?.verdictId ?? '', checkpoint.size)
  }
}

const nameOf = ({ kind, id, part }: EvidenceRecord): string => proofName(kind, id, part)

/** Not what hangs on a verdict that the checkpoint does not cover. */
function belongsTo(verdicts: readonly Verdict[]): (record: EvidenceRecord) => boolean {
  const ids = new Set(verdicts.map(({ id }) => id))
  const items = new Set(verdicts.map(({ contentItemId }) => contentItemId))
  return ({ kind, id, row }) => {
    if (kind === 'verdict' || kind === 'attempt') return ids.has(id)
    if (kind === 'content-item') return items.has(id)
    const verdictId = row['verdict_id']
    return typeof verdictId !== 'string' || ids.has(verdictId)
  }
}

const isSpokenFor = (verdictId: string) => (record: EvidenceRecord) =>
  record.id === verdictId ||
  (record.kind === 'finding-set' && record.row['verdict_id'] === verdictId)

/** Records come in the order of the log. */
function lowest(before: string | null, records: readonly EvidenceRecord[]): string | null {
  const first = records.find(({ kind }) => kind === 'verdict')?.index
  if (first === undefined || (before !== null && BigInt(before) < first)) return before
  return first.toString()
}

function advanced(at: EvidencePosition, verdicts: readonly Verdict[]): EvidencePosition {
  const times = verdicts.map(({ decidedAt }) => decidedAt.toISOString())
  const bounds = [at.decidedFrom, at.decidedTo, ...times].filter((time) => time !== null).sort()
  const keys = verdicts.map(({ policy, policyCommit }) => versionKey(policy, policyCommit))
  return {
    ...at,
    verdicts: at.verdicts + verdicts.length,
    simulated: at.simulated + verdicts.filter(({ simulated }) => simulated).length,
    decidedFrom: bounds[0] ?? null,
    decidedTo: bounds.at(-1) ?? null,
    policies: [...new Set([...at.policies, ...keys])],
  }
}
