import { Inject, Injectable, type OnModuleInit } from '@nestjs/common'
import type { Principal } from '@assize/identity'
import { Database } from '@assize/platform'
import { VerdictScope } from '@assize/verdict/nest'
import type { JobInHand, WordKind } from '../export-job.js'
import { requireExportPermission } from '../export-permission.js'
import { fileStart, type RowPosition } from '../row-sink.js'
import { parseStoredFilter } from '../stored-filter.js'
import { copyRows } from './copy-rows.js'
import { ExportFiles } from './export-files.js'
import { ExportMakers, type ExportMaker, type JobWork, type Made } from './export-maker.js'
import { estimateRows } from './row-estimate.js'
import type { SqlColumn } from './verdict-columns.js'

const columns: readonly SqlColumn[] = [
  { name: 'id', type: 'uuid', sql: 'l.verdict_id' },
  { name: 'policy', type: 'text', sql: 'l.policy' },
  { name: 'outcome', type: 'text', sql: 'l.outcome' },
  { name: 'simulated', type: 'boolean', sql: 'l.simulated' },
  { name: 'digest', type: 'text', sql: "encode(v.commitment, 'hex')" },
]

/** A population to draw from: what identifies each verdict, and nothing that could be erased. */
@Injectable()
export class PopulationMaker implements ExportMaker, OnModuleInit {
  readonly kind = 'population'

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
    requireExportPermission(requester, words, ['evidence:export'])
  }

  async make(job: JobInHand, work: JobWork): Promise<Made> {
    const from = (job.position as RowPosition | null) ?? fileStart
    const filter = parseStoredFilter(job.params['filter'])
    const reader = this.scope.readerOf(work.requester, 'all')
    const asked = { filter, reader, columns, words: [], cutAt: job.cutAt, after: from.after }
    if (!job.position) await work.noteTotal(await estimateRows(this.database, asked))
    const file = await this.files.openAt(job.id, job.fileName, from.bytes)
    try {
      const sink = await copyRows(
        ...([this.database, { format: 'jsonl', asked, file, from }] as const),
        {
          keep: async (position) => {
            await work.advance(BigInt(position.rows), position)
            work.refuseWhenClosing()
          },
        },
      )
      await file.sync()
      return {
        ...{ format: 'jsonl', rows: sink.rows, sizeBytes: BigInt(file.bytes) },
        sha256: file.hash.digest('hex'),
        fields: columns.map(({ name }) => name),
        manifest: {},
      }
    } finally {
      await file.close()
    }
  }
}
