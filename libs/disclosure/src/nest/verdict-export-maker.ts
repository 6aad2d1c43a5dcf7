import { Inject, Injectable, type OnModuleInit } from '@nestjs/common'
import type { Principal } from '@assize/identity'
import { Database } from '@assize/platform'
import { type ExportFormat } from '../export-format.js'
import type { JobInHand, WordKind } from '../export-job.js'
import { requireExportPermission } from '../export-permission.js'
import { JsonlSink } from '../jsonl-sink.js'
import { fileStart, type ByteSink, type RowPosition, type RowSink } from '../row-sink.js'
import { parseStoredFilter } from '../stored-filter.js'
import { copyOut } from './copy-out.js'
import { ExportFiles, type ExportFile } from './export-files.js'
import { ExportMakers, type ExportMaker, type JobWork, type Made } from './export-maker.js'
import { estimateRows } from './row-estimate.js'
import { columnsWith, columnsWithout } from './verdict-columns.js'
import { binaryStatement, jsonStatement, type RowsAsked } from './verdict-statement.js'

const keepEveryMs = 1_000

/** Verdicts of any filter as a file of rows, in order of id. */
@Injectable()
export class VerdictExportMaker implements ExportMaker, OnModuleInit {
  readonly kind = 'verdict-export'

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ExportFiles) private readonly files: ExportFiles,
    @Inject(ExportMakers) private readonly makers: ExportMakers,
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
    const asked = { filter, words: job.words, cutAt: job.cutAt, after: from.after }
    if (!job.position) await work.noteTotal(await estimateRows(this.database, asked))
    const file = await this.files.openAt(job.id, job.fileName, from.bytes)
    try {
      const sink = sinkFor(format, file, from, job.words)
      await this.copy(asked, format, file, sink, work)
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

  private async copy(
    asked: RowsAsked,
    format: ExportFormat,
    file: ExportFile,
    sink: RowSink,
    work: JobWork,
  ): Promise<void> {
    let keptAt = performance.now()
    let kept = sink.position().bytes
    const statement = format === 'jsonl' ? jsonStatement(asked) : binaryStatement(asked)
    for await (const chunk of copyOut(this.database, statement)) {
      await sink.take(chunk)
      work.refuseWhenClosing()
      const position = sink.position()
      if (performance.now() - keptAt < keepEveryMs || position.bytes === kept) continue
      await file.sync()
      await work.advance(BigInt(position.rows), position)
      kept = position.bytes
      keptAt = performance.now()
    }
    await sink.end()
  }
}

function askedBy({ params }: JobInHand) {
  return { format: params['format'] as ExportFormat, filter: parseStoredFilter(params['filter']) }
}

function sinkFor(
  format: ExportFormat,
  file: ByteSink,
  from: RowPosition,
  words: readonly WordKind[],
): RowSink {
  switch (format) {
    case 'jsonl':
      return new JsonlSink(file, from)
    case 'csv':
    case 'parquet':
      throw new TypeError(`no ${format} of ${words.join()}`)
  }
}
