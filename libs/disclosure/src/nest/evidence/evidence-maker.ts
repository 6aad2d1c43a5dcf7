import { Inject, Injectable, type OnModuleInit } from '@nestjs/common'
import type { Principal } from '@assize/identity'
import { Database } from '@assize/platform'
import { VerdictScope } from '@assize/verdict/nest'
import type { EvidencePosition } from '../../evidence/evidence-position.js'
import { redactionText } from '../../evidence/evidence-package.js'
import { listingNames } from '../../evidence/listings.js'
import type { JobInHand, WordKind } from '../../export-job.js'
import { requireExportPermission } from '../../export-permission.js'
import { ExportFiles } from '../export-files.js'
import { ExportMakers, type ExportMaker, type JobWork, type Made } from '../export-maker.js'
import { DossierReaders, type DossierRights } from '../dossier/dossier-rights.js'
import { estimateRows } from '../row-estimate.js'
import { bagStart } from './bag-writer.js'
import { EvidenceCheckpoints, fromPosition, toPosition } from './evidence-checkpoints.js'
import { EvidenceEnding } from './evidence-ending.js'
import { EvidenceProofs } from './evidence-records.js'
import { askedBy, type AskedEvidence } from './evidence-request.js'
import { EvidenceScopes, type ReadScope } from './evidence-scopes.js'
import { PackageParts } from './package-parts.js'
import { VerdictChapters } from './verdict-chapters.js'

const verdictsAtOnce = 20

/**
 * Evidence packages. One pass over the verdicts in order of id writes what belongs to each; listings grow beside the
 * zip and are put in at the end, so that memory holds one handful of verdicts whatever the scope. A worker that dies
 * leaves whole verdicts, and the next one goes on after the last of them.
 */
@Injectable()
export class EvidenceMaker implements ExportMaker, OnModuleInit {
  readonly kind = 'evidence-package'
  /** So much work may be lost with a worker. */
  keepEveryMs = 1_000

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ExportFiles) private readonly files: ExportFiles,
    @Inject(ExportMakers) private readonly makers: ExportMakers,
    @Inject(EvidenceCheckpoints) private readonly checkpoints: EvidenceCheckpoints,
    @Inject(EvidenceScopes) private readonly scopes: EvidenceScopes,
    @Inject(VerdictChapters) private readonly chapters: VerdictChapters,
    @Inject(EvidenceEnding) private readonly ending: EvidenceEnding,
    @Inject(VerdictScope) private readonly verdicts: VerdictScope,
  ) {}

  onModuleInit(): void {
    this.makers.add(this)
  }

  requirePermission(requester: Principal, words: readonly WordKind[]): void {
    requireExportPermission(requester, words, ['evidence:export'])
  }

  async make(job: JobInHand, work: JobWork): Promise<Made> {
    const asked = askedBy(job.params)
    const rights = rightsOf(job.words, work.requester)
    const reader = this.verdicts.readerOf(work.requester, 'all')
    const read = { scope: asked.scope, reader }
    const from = (await this.leftBy(job)) ?? (await this.start(asked, read, work))
    const parts = await PackageParts.open(this.files, job.id, job.fileName, from)
    try {
      const end = await this.writeVerdicts(read, rights, from, parts, work)
      const by = { requester: work.requester, reader }
      const held = await this.ending.write(parts, end, asked, job, by)
      const { zip } = parts
      await zip.sync()
      const sha256 = zip.hash.digest('hex')
      await parts.removeParts()
      return {
        format: 'zip',
        ...{ rows: BigInt(end.verdicts), sizeBytes: BigInt(zip.bytes), sha256 },
        fields: [...listingNames],
        manifest: {
          ...{ scope: asked.stored, purpose: asked.purpose, words: job.words },
          ...{ checkpoint: end.checkpoint, ...held, redactions: end.redactions },
        },
      }
    } finally {
      await parts.close()
    }
  }

  /** Where the worker before stopped, unless what it wrote is gone. */
  private async leftBy({ id, fileName, position }: JobInHand): Promise<EvidencePosition | null> {
    const left = position as EvidencePosition | null
    if (!left) return null
    return (await PackageParts.arePresent(this.files, id, fileName, left)) ? left : null
  }

  private async start(
    { scope, checkpointSize }: AskedEvidence,
    read: ReadScope,
    work: JobWork,
  ): Promise<EvidencePosition> {
    const pinned = await this.checkpoints.choose(read, checkpointSize)
    const { verifierKeys } = pinned
    const estimate = { reader: read.reader, words: [], cutAt: new Date(), after: null }
    await work.noteTotal(
      scope.kind === 'filter'
        ? await estimateRows(this.database, { ...estimate, filter: scope.filter })
        : 1n,
    )
    const spools = Object.fromEntries([...listingNames, 'redactions'].map((name) => [name, 0]))
    return {
      ...{
        checkpoint: toPosition(pinned),
        verifierKeys,
        bag: bagStart,
        spools: spools as EvidencePosition['spools'],
        after: null,
      },
      ...{ verdicts: 0, simulated: 0, records: 0, redactions: 0, policies: [] },
      ...{ firstIndex: null, decidedFrom: null, decidedTo: null },
    }
  }

  private async writeVerdicts(
    asked: ReadScope,
    rights: PackageRights,
    from: EvidencePosition,
    parts: PackageParts,
    work: JobWork,
  ): Promise<EvidencePosition> {
    const checkpoint = fromPosition(from)
    const proofs = new EvidenceProofs(this.database, checkpoint)
    const under = { asked, rights, checkpoint, proofs }
    let at = from
    if (at.after === null && at.redactions === 0) at = await withheldParts(at, rights, parts)
    let keptAt = performance.now()
    for (;;) {
      const page = await this.scopes.page(asked, at.after, verdictsAtOnce)
      if (page.length === 0) return at
      at = await this.chapters.write(page, at, parts, under)
      work.refuseWhenClosing()
      if (performance.now() - keptAt < this.keepEveryMs) continue
      at = { ...at, ...(await parts.keep()) }
      await work.advance(BigInt(at.verdicts), at)
      keptAt = performance.now()
    }
  }
}

/** What is shown, and what might be shown if it were asked for. */
type PackageRights = DossierRights & { readonly may: DossierRights }

/** What no record of the package holds because of who asks, or what they asked for; told once for all records of a kind. */
const withheld: readonly {
  readonly right: keyof DossierRights
  readonly what: string
  readonly kinds: readonly string[]
}[] = [
  { right: 'content', what: 'the words of every content item', kinds: ['content-item'] },
  {
    right: 'trace',
    what: 'traces, answers, raw replies and evidence of findings',
    kinds: ['verdict', 'attempt', 'finding-set'],
  },
  {
    right: 'case',
    what: 'cases, decisions and their rationale',
    kinds: ['case-event', 'decision', 'reversal'],
  },
  {
    right: 'appeals',
    what: 'appeals and their answers',
    kinds: ['appeal', 'appeal-decision'],
  },
]

async function withheldParts(
  at: EvidencePosition,
  rights: PackageRights,
  parts: PackageParts,
): Promise<EvidencePosition> {
  let { redactions } = at
  for (const { right, what, kinds } of withheld) {
    if (rights[right]) continue
    const why = rights.may[right] ? 'not-asked' : 'permission'
    await parts.append('redactions', redactionText({ what, kinds, why }, redactions++))
  }
  return { ...at, redactions }
}

/** What was asked for, as far as the requester may still have it. */
function rightsOf(words: readonly WordKind[], requester: Principal): PackageRights {
  const may = DossierReaders.of(requester)
  return {
    ...{ ...may, may },
    content: may.content && words.includes('content'),
    trace: may.trace && words.includes('trace'),
  }
}
