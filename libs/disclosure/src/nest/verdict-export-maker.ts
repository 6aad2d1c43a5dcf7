import { Inject, Injectable, type OnModuleInit } from '@nestjs/common'
import type { Principal } from '@assize/identity'
import { Database } from '@assize/platform'
import { VerdictScope } from '@assize/verdict/nest'
import { type ExportFormat } from '../export-format.js'
import type { JobInHand, WordKind } from '../export-job.js'
import { requireExportPermission } from '../export-permission.js'
import { fileStart, type RowPosition } from '../row-sink.js'
import { parseStoredFilter } from '../stored-filter.js'
import { copyRows } from './copy-rows.js'
import { ExportFiles } from './export-files.js'
import { ExportMakers, type ExportMaker, type JobWork, type Made } from './export-maker.js'
import { estimateRows } from './row-estimate.js'
import { columnsWith, columnsWithout } from './verdict-columns.js'

/** Verdicts of any filter as a file of rows, in order of id. */
@Injectable()
export class VerdictExportMaker implements ExportMaker, OnModuleInit {
  readonly kind = 'verdict-export'

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ExportFiles) private readonly files: ExportFiles,
    @Inject(ExportMakers) private readonly makers: ExportMakers,
    @Inject(VerdictScope) private readonly scope: VerdictScope,
  ) {}

  onModuleInit(): void {
    this.makers.add(this)
  }

  requirePermission(requester: Principal, words: readonly WordKind[]): void {
    requireExportPermission(requester, words)
  }

  async make(job: JobInHand, work: JobWork): Promise<Made> {
    const from = (job.position as RowPosition | null) ?? fileStart
    const { format, filter } = askedBy(job)
    const reader = this.scope.readerOf(work.requester, 'all')
    const asked = { filter, reader, words: job.words, cutAt: job.cutAt, after: from.after }
    if (!job.position) await work.noteTotal(await estimateRows(this.database, asked))
    const file = await this.files.openAt(job.id, job.fileName, from.bytes)
    try {
      const sink = await copyRows(...([this.database, { format, asked, file, from }] as const), {
        keep: async (position) => {
          await work.advance(BigInt(position.rows), position)
          work.refuseWhenClosing()
        },
      })
      await file.sync()
      return {
        format,
        rows: sink.rows,
        sizeBytes: BigInt(file.bytes),
        sha256: file.hash.digest('hex'),
        fields: columnsWith(job.words).map(({ name }) => name),
        manifest: {
          redactions: columnsWithout(job.words).map(({ name, words }) => ({ field: name, words })),
        },
      }
    } finally {
      await file.close()
    }
  }
}

function askedBy({ params }: JobInHand) {
  return { format: params['format'] as ExportFormat, filter: parseStoredFilter(params['filter']) }
}
