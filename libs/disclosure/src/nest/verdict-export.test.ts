import 'reflect-metadata'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import type { Principal } from '@assize/identity'
import { freshDatabase, type FreshDatabase } from '@assize/testing'
import { parquetReadObjects } from 'hyparquet'
import { Exporting } from '../fixtures/exporting.js'
import { fillVerdicts } from '../fixtures/fill-verdicts.js'
import { manifestName } from '../export-job.js'

const hostile = '=HYPERLINK("http://x","y")\n"quoted", tab\there \u2028 🙂 \\ end'

let fresh: FreshDatabase
let exporting: Exporting
let auditor: Principal

beforeAll(async () => {
  fresh = await freshDatabase()
  exporting = await Exporting.open(fresh.url, { worker: true })
  await fillVerdicts(exporting.database, {
    ...{ rows: 1_000, startMs: Date.now() - 60_000, text: hostile },
  })
  auditor = await exporting.person('auditor')
}, 60_000)
afterAll(async () => {
  await exporting.close()
  await fresh.close()
})

type Line = Readonly<Record<string, unknown>> & { readonly id: string }

const linesOf = (bytes: Buffer): Line[] =>
  bytes
    .toString()
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line)

const withWords = ['content', 'trace'] as const

describe('an export', () => {
  test('holds every verdict of the filter, once, in order of id', async () => {
    const job = await exporting.run(auditor, { filter: { policies: ['spam'] } })
    expect(job).toMatchObject({ state: 'done', rows: 334n, failure: null })
    const bytes = await exporting.read(job)
    expect(BigInt(bytes.length)).toBe(job.sizeBytes)
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(job.sha256)
    const lines = linesOf(bytes)
    expect(lines).toHaveLength(334)
    expect(new Set(lines.map((line) => line['policy']))).toEqual(new Set(['spam']))
    const ids = lines.map(({ id }) => id)
    expect(ids).toEqual([...new Set(ids)].sort())
  })

  test('says of every row whether a simulator answered', async () => {
    const lines = linesOf(await exporting.read(await exporting.run(auditor)))
    expect(lines.filter((line) => line['simulated'] === true)).toHaveLength(200)
    expect(lines.filter((line) => line['simulated'] === false)).toHaveLength(800)
  })

  test('of the same rows twice gives the same bytes', async () => {
    const [first, second] = [await exporting.run(auditor), await exporting.run(auditor)]
    expect(first?.sha256).toBe(second?.sha256)
  })

  test('of no rows is a file all the same', async () => {
    const nothing = { filter: { policies: ['none'] } }
    const jsonl = await exporting.run(auditor, nothing)
    expect(jsonl).toMatchObject({ state: 'done', rows: 0n, sizeBytes: 0n })
    const csv = await exporting.run(auditor, { ...nothing, format: 'csv' })
    expect((await exporting.read(csv)).toString()).toMatch(/^id,contentItemId,.*\r\n$/)
    const parquet = await exporting.run(auditor, { ...nothing, format: 'parquet' })
    expect(await rowsOf(await exporting.read(parquet))).toEqual([])
  })

  test('lies where only its owner reads, with a manifest of what it holds and leaves out', async () => {
    const job = await exporting.run(auditor, { words: ['content'] })
    const { mode } = await stat(exporting.files.pathOf(job.id, job.fileName))
    expect(mode & 0o777).toBe(0o600)
    const path = exporting.files.pathOf(job.id, manifestName(job.fileName))
    const manifest = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>
    expect(manifest).toMatchObject({
      schema: 'assize.export/1',
      ...{ kind: 'verdict-export', format: 'jsonl', words: ['content'], sha256: job.sha256 },
      counts: { rows: 1_000, bytes: Number(job.sizeBytes) },
      redactions: ['wordsErased', 'trace', 'output', 'rationale'].map((field) => ({
        ...{ field, words: 'trace' },
      })),
    })
    expect(manifest['fields']).not.toContain('trace')
  })

  test('is on the record, in line for the log, and on the trail', async () => {
    const job = await exporting.run(auditor)
    const [fact] = await exporting.database.query(
      'SELECT kind, format, rows, sha256, requested_by FROM record_export WHERE id = $1',
      [job.id],
    )
    expect(fact).toEqual({
      ...{ kind: 'verdict-export', format: 'jsonl', rows: '1000', sha256: job.sha256 },
      requested_by: auditor.id,
    })
    const [{ waiting }] = (await exporting.database.query<{ waiting: number }>(
      `SELECT count(*)::int AS waiting FROM log_pending WHERE kind = 'export' AND record_id = $1`,
      [job.id],
    )) as [{ waiting: number }]
    expect(waiting).toBe(1)
  })
})

describe('words', () => {
  test('come as they are, however hostile, in every format', async () => {
    const jsonl = linesOf(await exporting.read(await exporting.run(auditor, { words: withWords })))
    expect(jsonl[0]).toMatchObject({
      ...{ trace: hostile, rationale: 'short', label: hostile.slice(0, 20) },
      content: { messages: [{ role: 'user', content: hostile }] },
      ...{ contentErased: false, wordsErased: false },
    })
    const parquet = await exporting.run(auditor, { words: withWords, format: 'parquet' })
    expect(await rowsOf(await exporting.read(parquet))).toEqual(jsonl)
  })

  test('cannot become a formula or another cell of a table', async () => {
    const csv = await exporting.run(auditor, { words: withWords, format: 'csv' })
    const text = (await exporting.read(csv)).toString()
    const cells = cellsOf(text)
    expect(cells.map((row) => row.length)).toEqual(cells.map(() => cells[0]?.length))
    expect(cells.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([])
    const trace = cells[0]?.indexOf('trace') ?? -1
    expect(cells.filter((row) => row[trace] === `'${hostile}`)).toHaveLength(500)
  })

  test('that were erased are shown as erased', async () => {
    const { id, ...job } = await exporting.run(auditor, { words: withWords })
    const [first] = linesOf(await exporting.read({ id, ...job }))
    await eraseWords(fresh.url, first?.id ?? '')
    const after = linesOf(await exporting.read(await exporting.run(auditor, { words: withWords })))
    expect(after[0]).toMatchObject({
      ...{ id: first?.id, contentErased: true, content: null, externalId: null },
      ...{ wordsErased: true, trace: null, output: null, rationale: null },
    })
    expect(after[1]).toMatchObject({ contentErased: false, wordsErased: false })
  })
})

/** A reader of RFC 4180 as plain as it is. */
const cellsOf = (text: string): string[][] =>
  [...text.matchAll(/(?:("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n))/g)]
    .reduce<string[][]>(
      (rows, [, cell = '', end]) => {
        rows.at(-1)?.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell)
        if (end === '\r\n') rows.push([])
        return rows
      },
      [[]],
    )
    .slice(0, -1)

/** As JSON would have them, which is how lines have them. */
async function rowsOf(bytes: Buffer): Promise<unknown[]> {
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer
  const rows = await parquetReadObjects({ file })
  return JSON.parse(
    JSON.stringify(rows, (_, value: unknown) =>
      typeof value === 'bigint' ? Number(value) : value,
    ),
  ) as unknown[]
}

async function eraseWords(url: string, id: string): Promise<void> {
  const { Database } = await import('@assize/platform')
  const eraser = new Database({ url, role: 'assize_eraser' })
  try {
    await eraser.query('DELETE FROM payload_verdict WHERE verdict_id = $1::uuid', [id])
    await eraser.query('DELETE FROM payload_content_item WHERE content_item_id = $1::uuid', [id])
    await eraser.query(
      'UPDATE verdict_listing SET external_id = NULL WHERE verdict_id = $1::uuid',
      [id],
    )
  } finally {
    await eraser.close()
  }
}
