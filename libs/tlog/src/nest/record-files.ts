import { Inject, Injectable } from '@nestjs/common'
import { fromHex } from '@assize/kernel'
import { Database } from '@assize/platform'
import type { LogKind, RecordFile, RecordWords, Row, WordsMissing } from '../index.js'
import { readLogKinds } from './log-kinds.js'
import { LogReader } from './log-reader.js'
import { recordedRows, rowKey, wordsOf, type RecordKey } from './recorded-rows.js'

/** Records as one hands them out beside their proofs. */
@Injectable()
export class RecordFiles {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(LogReader) private readonly reader: LogReader,
  ) {}

  /**
   * By id, or `id/part` where a kind has parts, as far as they have entries and rows. `mayReadWords` says by id whether
   * the reader may have the words as well.
   */
  async recordsOf(
    kindName: string,
    ids: readonly string[],
    mayReadWords: (id: string) => boolean,
  ): Promise<ReadonlyMap<string, RecordFile>> {
    const [kind, logged] = await Promise.all([
      this.kind(kindName),
      this.reader.entriesOf(kindName, ids),
    ])
    if (!kind) return new Map()
    const keys = [...logged.keys()].map(keyOf)
    const [rows, words] = await Promise.all([
      recordedRows(this.database, kind, keys),
      wordsOf(
        this.database,
        kind,
        keys.filter(({ recordId }) => mayReadWords(recordId)),
      ),
    ])
    const files = new Map<string, RecordFile>()
    for (const [name, { entry, salt }] of logged) {
      const key = keyOf(name)
      const row = rows.get(rowKey(key))
      if (!row) continue
      const kept = words.get(rowKey(key))
      files.set(name, {
        columns: kind,
        entry,
        salt,
        row,
        words: mayReadWords(key.recordId) ? wordsIn(kind, row, kept) : withheldFrom(kind, row),
      })
    }
    return files
  }

  private async kind(name: string): Promise<LogKind | undefined> {
    return (await readLogKinds(this.database)).get(name)
  }
}

function keyOf(name: string): RecordKey {
  const [recordId = '', part = '0'] = name.split('/')
  return { recordId, part: Number(part) }
}

const bindsWords = ({ wordsForm }: LogKind, row: Row): boolean =>
  wordsForm !== null && typeof row['commitment'] === 'string'

const withheldFrom = (kind: LogKind, row: Row): WordsMissing =>
  bindsWords(kind, row) ? 'withheld' : 'none'

function wordsIn(kind: LogKind, row: Row, kept: Row | undefined): RecordWords | WordsMissing {
  if (!bindsWords(kind, row)) return 'none'
  const { salt, ...values } = kept ?? {}
  const bytes = typeof salt === 'string' ? fromHex(salt.slice(2)) : null
  if (!bytes) return 'erased'
  return { form: kind.wordsForm ?? '', columns: kind.wordsColumns, salt: bytes, values }
}
