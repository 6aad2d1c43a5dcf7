import { createHash } from 'node:crypto'
import { Inject, Injectable } from '@nestjs/common'
import { Clock, IdSource, isUuid } from '@assize/kernel'
import { DatasetError } from '../dataset-error.js'
import { exportDownloaded } from '../dataset-events.js'
import { exportFormats, type Dataset, type DatasetExport, type ExportFormat } from '../dataset.js'
import { parseSplit } from '../split.js'
import { DatasetRenderer } from './dataset-renderer.js'
import { DatasetService } from './dataset.service.js'
import { PostgresDatasetStore } from './postgres-dataset-store.js'

export interface ExportRequest {
  readonly name: string
  readonly version?: number | null
  /** `CHAT_JSONL`, as in GraphQL. */
  readonly format?: string | null
  readonly split?: string | null
}

export interface ServedExport {
  readonly made: DatasetExport
  readonly fileName: string
  readonly bytes: AsyncGenerator<Buffer>
}

const chunkBytes = 64 * 1024

/**
 * Files made of data sets. What is kept of one is its digest, never its bytes: words must be erasable, and any process
 * can write the same bytes again for as long as none of them was erased.
 */
@Injectable()
export class DatasetExports {
  constructor(
    @Inject(PostgresDatasetStore) private readonly store: PostgresDatasetStore,
    @Inject(DatasetService) private readonly datasets: DatasetService,
    @Inject(DatasetRenderer) private readonly renderer: DatasetRenderer,
    @Inject(IdSource) private readonly ids: IdSource,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async make(request: ExportRequest, exportedBy: string): Promise<[DatasetExport, Dataset]> {
    const format = parseFormat(request.format ?? 'CHAT_JSONL')
    const split = request.split == null ? null : parseSplit(request.split)
    const dataset = await this.datasets.get(request.name, request.version ?? null)
    const hash = createHash('sha256')
    let lines = 0
    let sizeBytes = 0n
    for await (const line of this.renderer.chatLines(dataset, split)) {
      hash.update(line)
      lines += 1
      sizeBytes += BigInt(Buffer.byteLength(line))
    }
    if (lines === 0)
      throw new DatasetError(
        'NOTHING_TO_EXPORT',
        'expected items whose content is there, saw none',
        {
          split,
        },
      )
    const made = {
      ...{ id: this.ids.next(), datasetId: dataset.id, format, split, lines, sizeBytes },
      sha256: hash.digest('hex'),
      ...{ exportedBy, recordedAt: this.clock.now() },
    }
    await this.store.recordExport(made)
    return [made, dataset]
  }

  /** Throws `EXPORT_UNKNOWN`, and `EXPORT_CHANGED` once words of it were erased. */
  async serve(id: string, by: string): Promise<ServedExport> {
    const made = isUuid(id) ? await this.store.findExport(id) : null
    if (!made) throw new DatasetError('EXPORT_UNKNOWN', 'expected an export made here')
    const present = await this.store.countPresent(made.datasetId, made.split)
    if (present !== made.lines) throw changed(made)
    const dataset = await this.store.getDataset(made.datasetId)
    await this.store.tell(exportDownloaded(made, by))
    const fileName = `${[dataset.name, `v${dataset.version}`, made.split ?? 'all'].join('-')}.jsonl`
    return { made, fileName, bytes: this.verifiedBytes(made, dataset) }
  }

  /** The last chunk is held back until the digest agrees: a file that is not the one on the record never ends. */
  private async *verifiedBytes(made: DatasetExport, dataset: Dataset): AsyncGenerator<Buffer> {
    const hash = createHash('sha256')
    let held: string[] = []
    let size = 0
    for await (const line of this.renderer.chatLines(dataset, made.split)) {
      hash.update(line)
      if (size >= chunkBytes) {
        yield Buffer.from(held.join(''))
        held = []
        size = 0
      }
      held.push(line)
      size += line.length
    }
    if (hash.digest('hex') !== made.sha256) throw changed(made)
    yield Buffer.from(held.join(''))
  }
}

function parseFormat(name: string): ExportFormat {
  const format = exportFormats.find((each) => formatName(each) === name)
  if (format) return format
  throw new DatasetError(
    'FORMAT_UNKNOWN',
    `expected one of ${exportFormats.map(formatName).join(', ')}`,
  )
}

/** As GraphQL spells it. */
export const formatName = (format: ExportFormat): string =>
  format.replaceAll('-', '_').toUpperCase()

const changed = ({ id }: DatasetExport) =>
  new DatasetError(
    'EXPORT_CHANGED',
    'expected the words this export was made of, saw that some were erased since: make a new one',
    { id },
  )
