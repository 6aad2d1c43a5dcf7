import { Inject, Injectable } from '@nestjs/common'
import { Outbox } from '@assize/events/nest'
import type { DomainEvent } from '@assize/events'
import {
  Database,
  insertRows,
  PlatformError,
  toPage,
  type Page,
  type PageRequest,
} from '@assize/platform'
import type { Candidate } from '../assemble-dataset.js'
import { datasetBuilt, datasetExported } from '../dataset-events.js'
import type { CompositionPart, Dataset, DatasetExport, GoldItem, Selection } from '../dataset.js'
import type { Split } from '../split.js'
import { candidateSql } from './candidate-sql.js'
import {
  datasetColumns,
  datasetRow,
  exportColumns,
  exportRow,
  itemColumns,
  itemRow,
} from './dataset-rows.js'

const rowsAtOnce = 1000

export interface ListedExport extends DatasetExport {
  readonly name: string
  readonly version: number
  /** Items it would have held, had their content not been erased before. */
  readonly leftOut: number
}

export type SizedItem = GoldItem & { readonly characters: number }

/** Data sets on the record: facts only; words stay in the payloads they point at. */
@Injectable()
export class PostgresDatasetStore {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Outbox) private readonly outbox: Outbox,
  ) {}

  listCandidates(selection: Selection): Promise<readonly Candidate[]> {
    return this.database.query<Candidate>(candidateSql, [
      selection.policies,
      selection.kinds.map((kind) => kind === 'correction'),
      selection.decidedAfter,
      selection.decidedBefore,
    ])
  }

  /** Newest first. */
  listDatasets(): Promise<readonly Dataset[]> {
    return this.database.query<Dataset>(
      `SELECT ${datasetColumns} FROM record_dataset d ORDER BY d.id DESC`,
    )
  }

  /** The newest version unless one is named. */
  async findDataset(name: string, version: number | null): Promise<Dataset | null> {
    const [dataset] = await this.database.query<Dataset>(
      `SELECT ${datasetColumns} FROM record_dataset d
       WHERE d.name = $1 AND ($2::int IS NULL OR d.version = $2) ORDER BY d.version DESC LIMIT 1`,
      [name, version],
    )
    return dataset ?? null
  }

  async getDataset(id: string): Promise<Dataset> {
    const [dataset] = await this.database.query<Dataset>(
      `SELECT ${datasetColumns} FROM record_dataset d WHERE d.id = $1`,
      [id],
    )
    if (dataset) return dataset
    throw new TypeError('expected the data set an export names')
  }

  /** Whole or not at all, as the next version of its name. */
  recordDataset(draft: Omit<Dataset, 'version'>, items: readonly GoldItem[]): Promise<Dataset> {
    return this.database.transaction(async (tx) => {
      // Two builds of one name take turns; each then sees the version of the other.
      await tx.query("SELECT pg_advisory_xact_lock(hashtextextended('dataset ' || $1, 0))", [
        draft.name,
      ])
      const [last] = await tx.query<{ version: number }>(
        'SELECT coalesce(max(version), 0) AS version FROM record_dataset WHERE name = $1',
        [draft.name],
      )
      const dataset = { ...draft, version: (last?.version ?? 0) + 1 }
      await insertRows(tx, 'record_dataset', [datasetRow(dataset)])
      for (let start = 0; start < items.length; start += rowsAtOnce) {
        const rows = items.slice(start, start + rowsAtOnce)
        await insertRows(
          tx,
          'record_dataset_item',
          rows.map((item) => itemRow(dataset.id, item)),
        )
      }
      await this.outbox.append(tx, [datasetBuilt(dataset)])
      return dataset
    })
  }

  /** In order of position. */
  async pageItems(datasetId: string, request: PageRequest): Promise<Page<GoldItem>> {
    const after = toPosition(request.cursor)
    const limit = request.limit + 1
    return toPage(await this.itemsAfter(datasetId, null, after, { limit }), request)
  }

  /** In order of position, from the one after `position`; with the size of each one's content. */
  itemsAfter(
    datasetId: string,
    split: Split | null,
    position: number,
    { limit }: { readonly limit: number },
  ): Promise<SizedItem[]> {
    return this.database.query<SizedItem>(
      `SELECT ${itemColumns}, c.characters
       FROM record_dataset_item i JOIN record_content_item c ON c.id = i.content_item_id
       WHERE i.dataset_id = $1 AND ($2::text IS NULL OR i.split = $2) AND i.position > $3
       ORDER BY i.position LIMIT $4`,
      [datasetId, split, position, limit],
    )
  }

  /** How many items a file of this data set would have a line for now. */
  async countPresent(datasetId: string, split: Split | null): Promise<number> {
    const [row] = await this.database.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM record_dataset_item i
       WHERE i.dataset_id = $1 AND ($2::text IS NULL OR i.split = $2) AND EXISTS (
         SELECT FROM payload_content_item p WHERE p.content_item_id = i.content_item_id)`,
      [datasetId, split],
    )
    return row?.n ?? 0
  }

  async findComposition(
    datasetIds: readonly string[],
  ): Promise<ReadonlyMap<string, readonly CompositionPart[]>> {
    const rows = await this.database.query<CompositionPart & { datasetId: string }>(
      `SELECT dataset_id AS "datasetId", policy, label, split, kind, count(*)::int AS count
       FROM record_dataset_item WHERE dataset_id = ANY($1::uuid[])
       GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5`,
      [datasetIds],
    )
    return groupByDataset(rows)
  }

  /** How many items of each have lost their content since; those of which none has are left out. */
  async countErased(datasetIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const rows = await this.database.query<{ id: string; n: number }>(
      `SELECT i.dataset_id AS id, count(*)::int AS n FROM record_dataset_item i
       WHERE i.dataset_id = ANY($1::uuid[]) AND EXISTS (
         SELECT FROM record_erased_item e WHERE e.content_item_id = i.content_item_id)
       GROUP BY 1`,
      [datasetIds],
    )
    return new Map(rows.map(({ id, n }) => [id, n]))
  }

  /** By decision, where the reasons were not erased. */
  async findRationales(decisionIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await this.database.query<{ id: string; rationale: string }>(
      `SELECT decision_id AS id, rationale FROM payload_decision
       WHERE decision_id = ANY($1::uuid[])`,
      [decisionIds],
    )
    return new Map(rows.map(({ id, rationale }) => [id, rationale]))
  }

  async recordExport(made: DatasetExport): Promise<void> {
    await this.database.transaction(async (tx) => {
      await insertRows(tx, 'record_dataset_export', [exportRow(made)])
      await this.outbox.append(tx, [datasetExported(made)])
    })
  }

  async findExport(id: string): Promise<DatasetExport | null> {
    const [row] = await this.database.query<DatasetExport>(
      `SELECT ${exportColumns} FROM record_dataset_export e WHERE e.id = $1`,
      [id],
    )
    return row ? toExport(row) : null
  }

  /** Newest first. */
  async findExports(
    datasetIds: readonly string[],
  ): Promise<ReadonlyMap<string, readonly ListedExport[]>> {
    const rows = await this.database.query<ListedExport>(
      `SELECT ${exportColumns}, d.name, d.version, (
         SELECT count(*)::int FROM record_dataset_item i
         WHERE i.dataset_id = e.dataset_id AND (e.split IS NULL OR i.split = e.split)
       ) - e.lines AS "leftOut"
       FROM record_dataset_export e JOIN record_dataset d ON d.id = e.dataset_id
       WHERE e.dataset_id = ANY($1::uuid[]) ORDER BY e.id DESC`,
      [datasetIds],
    )
    return groupByDataset(rows.map(toExport))
  }

  tell(event: DomainEvent): Promise<void> {
    return this.database.transaction((tx) => this.outbox.append(tx, [event]))
  }
}

function toPosition(cursor: readonly string[] | null): number {
  if (!cursor) return 0
  const [position = ''] = cursor
  if (/^\d{1,9}$/.test(position)) return Number(position)
  throw new PlatformError('CURSOR_INVALID', 'expected a cursor handed out by this list')
}

/** A big integer comes as text from the database. */
const toExport = <Row extends DatasetExport>(row: Row): Row => ({
  ...row,
  sizeBytes: BigInt(row.sizeBytes),
})

function groupByDataset<Row extends { readonly datasetId: string }>(
  rows: readonly Row[],
): Map<string, Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const group = groups.get(row.datasetId)
    if (group) group.push(row)
    else groups.set(row.datasetId, [row])
  }
  return groups
}
