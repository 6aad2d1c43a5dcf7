import { Inject, Injectable } from '@nestjs/common'
import { BoundedCache } from '@assize/kernel'
import type { Database } from '@assize/platform'
import {
  formatProof,
  formatRecord,
  inclusionProof,
  TileReader,
  type RecordWords,
  type Row,
  type WordsMissing,
} from '@assize/tlog'
import { LogReader, PostgresTiles, RecordFiles, type SignedCheckpoint } from '@assize/tlog/nest'
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
    @Inject(LogReader) private readonly log: LogReader,
    @Inject(RecordFiles) private readonly files: RecordFiles,
  ) {}

  /** In the order of the log; what has no entry below `size` is left out. */
  async read(
    wanted: readonly KindIds[],
    rights: DossierRights,
    size: bigint,
  ): Promise<EvidenceRecord[]> {
    const found = await Promise.all(
      wanted
        .filter(({ ids }) => ids.length > 0)
        .map(({ kind, ids }) => this.readKind(kind, ids, rights, size)),
    )
    return found.flat().sort((a, b) => (a.index < b.index ? -1 : 1))
  }

  private async readKind(
    kind: string,
    ids: readonly string[],
    rights: DossierRights,
    size: bigint,
  ): Promise<EvidenceRecord[]> {
    const right = openedBy[kind]
    const may = right === undefined || rights[right]
    const [places, records] = await Promise.all([
      this.log.entriesOf(kind, ids),
      this.files.recordsOf(kind, ids, () => may),
    ])
    return [...records].flatMap(([key, record]) => {
      const index = places.get(key)?.index
      if (index === undefined || index >= size) return []
      const [id = key, part] = key.split('/')
      const { row, words } = record
      const told = { kind, id, index, row, words, file: formatRecord(record) }
      return [{ ...told, part: part === undefined ? null : Number(part) }]
    })
  }
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
