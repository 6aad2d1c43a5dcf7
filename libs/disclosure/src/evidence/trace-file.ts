import type { RecordWords, Row, WordsMissing } from '@assize/tlog'

interface WordedRecord {
  readonly kind: string
  readonly part: number | null
  readonly row: Row
  readonly words: RecordWords | WordsMissing
}

/** What the model said for one verdict, word for word: the file of a trace. Null where nothing of it is there. */
export function traceFile(verdictId: string, records: readonly WordedRecord[]): string | null {
  const valuesOf = (record: WordedRecord | undefined): Row | null =>
    record && typeof record.words !== 'string' ? record.words.values : null
  const verdict = valuesOf(records.find(({ kind }) => kind === 'verdict'))
  if (!verdict) return null
  const attempts = records
    .filter(({ kind }) => kind === 'attempt')
    .sort((a, b) => Number(a.part) - Number(b.part))
    .map((record) => ({ number: record.part, raw: valuesOf(record)?.['raw'] ?? null }))
  const findings = records
    .filter(({ kind }) => kind === 'finding-set')
    .map((record) => ({
      findingSetId: record.row['id'],
      findings: record.row['findings'],
      evidence: valuesOf(record)?.['evidence'] ?? null,
    }))
  return `${JSON.stringify({ verdictId, ...verdict, attempts, findings }, null, 2)}\n`
}
