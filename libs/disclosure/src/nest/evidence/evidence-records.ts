import { Inject, Injectable } from '@nestjs/common'
import { BoundedCache, fromHex } from '@assize/kernel'
import { Database } from '@assize/platform'
import {
  formatProof,
  formatRecord,
  inclusionProof,
  TileReader,
  type LogKind,
  type RecordWords,
  type Row,
  type WordsMissing,
} from '@assize/tlog'
import {
  LogReader,
  PostgresTiles,
  readLogKinds,
  recordedRows,
  rowKey,
  wordsOf,
  type SignedCheckpoint,
} from '@assize/tlog/nest'
import type { DossierRights } from '../dossier/dossier-rights.js'

/** A record that is in the log, with all a verifier needs to hold it against its entry. */
export interface EvidenceRecord {
  readonly kind: string
  readonly id: string
  readonly part: number | null
  readonly index: bigint
  readonly row: Row
  readonly words: RecordWords | WordsMissing
  /** The text of the record's file. */
  readonly file: string
}

export interface KindIds {
  readonly kind: string
  readonly ids: readonly string[]
}

/** Which right opens the words of a kind. */
const openedBy: Readonly<Record<string, keyof DossierRights>> = {
  'content-item': 'content',
  verdict: 'trace',
  attempt: 'trace',
  'finding-set': 'trace',
  decision: 'case',
  appeal: 'appeals',
  'appeal-decision': 'appeals',
}

/** Records with their entries, salts and words, as far as the reader may have them. */
@Injectable()
export class EvidenceRecords {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(LogReader) private readonly log: LogReader,
  ) {}

  /** In the order of the log; what has no entry below `size` is left out. */
  async read(
    wanted: readonly KindIds[],
    rights: DossierRights,
    size: bigint,
  ): Promise<EvidenceRecord[]> {
    const kinds = await readLogKinds(this.database)
    const found = await Promise.all(
      wanted
        .filter(({ ids }) => ids.length > 0)
        .map(({ kind, ids }) => {
          const known = kinds.get(kind)
          if (!known) throw new TypeError(`expected a kind of record the log knows, saw ${kind}`)
          return this.readKind(known, ids, rights, size)
        }),
    )
    return found.flat().sort((a, b) => (a.index < b.index ? -1 : 1))
  }

  private async readKind(
    kind: LogKind,
    ids: readonly string[],
    rights: DossierRights,
    size: bigint,
  ): Promise<EvidenceRecord[]> {
    const entries = [...(await this.log.entriesOf(kind.kind, ids))]
      .filter(([, { index }]) => index < size)
      .map(([key, logged]) => ({ ...keyOf(key), ...logged }))
    const keys = entries.map(({ recordId, part }) => ({ recordId, part }))
    const right = openedBy[kind.kind]
    const may = right === undefined || rights[right]
    const [rows, words] = await Promise.all([
      recordedRows(this.database, kind, keys),
      may ? wordsOf(this.database, kind, keys) : new Map<string, Row>(),
    ])
    return entries.flatMap(({ recordId, part, index, entry, salt }) => {
      const row = rows.get(rowKey({ recordId, part }))
      // A row that is in the log and not in its table is for the log's own audit to cry about.
      if (!row) return []
      const its = wordsIn(kind, row, words.get(rowKey({ recordId, part })), may)
      const file = formatRecord({ columns: kind, entry, salt, row, words: its })
      const told = { kind: kind.kind, id: recordId, index, row, words: its, file }
      return [{ ...told, part: kind.partColumn === null ? null : part }]
    })
  }
}

function wordsIn(
  kind: LogKind,
  row: Row,
  kept: Row | undefined,
  may: boolean,
): RecordWords | WordsMissing {
  if (kind.wordsTable === null || kind.wordsForm === null) return 'none'
  // Nothing was ever bound: an attempt without a reply has no words.
  if (row['commitment'] === null || row['commitment'] === undefined) return 'none'
  if (!may) return 'withheld'
  if (!kept) return 'erased'
  const { salt, ...values } = kept
  const bytes = fromHex(String(salt).replace(/^\\x/, ''))
  if (!bytes) throw new TypeError('expected a salt as PostgreSQL writes bytes')
  return { form: kind.wordsForm, columns: kind.wordsColumns, salt: bytes, values }
}

const keyOf = (key: string): { recordId: string; part: number } => {
  const [recordId = key, part = '0'] = key.split('/')
  return { recordId, part: Number(part) }
}

const tileBytes = 16 * 1024 * 1024

/** Proofs under one checkpoint, many of which share their tiles. */
export class EvidenceProofs {
  private readonly tiles: TileReader

  constructor(
    database: Database,
    private readonly checkpoint: SignedCheckpoint,
  ) {
    this.tiles = new KeptTiles(new PostgresTiles(database))
  }

  /** The text of the .tlog-proof file. */
  async of(index: bigint): Promise<string> {
    const hashes = await inclusionProof(this.tiles, index, this.checkpoint.size)
    return formatProof({ index, hashes, checkpoint: this.checkpoint.note })
  }
}

/** A tile only grows at its end, and the tree of a checkpoint reads its beginning: what was read once serves on. */
class KeptTiles extends TileReader {
  private readonly kept = new BoundedCache<Uint8Array>(tileBytes, (tile) => tile.length + 64)

  constructor(private readonly tiles: TileReader) {
    super()
  }

  async read(level: number, number: bigint): Promise<Uint8Array> {
    const key = `${level}/${number}`
    const known = this.kept.find(key)
    if (known) return known
    const tile = await this.tiles.read(level, number)
    this.kept.keep(key, tile)
    return tile
  }
}
