import 'reflect-metadata'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Principal } from '@assize/identity'
import { Database } from '@assize/platform'
import { freshDatabase, type FreshDatabase } from '@assize/testing'
import { Exporting } from '../fixtures/exporting.js'
import { fillVerdicts } from '../fixtures/fill-verdicts.js'
import { manifestName, type ExportJob } from '../export-job.js'
import { ExportHousekeeping } from './export-housekeeping.js'
import { RequestErasureStep } from './request-erasure-step.js'

let fresh: FreshDatabase
let exporting: Exporting
let eraser: Database
let auditor: Principal
let item: string
const step = new RequestErasureStep()

beforeAll(async () => {
  fresh = await freshDatabase()
  exporting = await Exporting.open(fresh.url, { worker: true })
  eraser = new Database({ url: fresh.url, role: 'assize_eraser' })
  await fillVerdicts(exporting.database, { rows: 20, startMs: Date.now() - 60_000 })
  auditor = await exporting.person('auditor')
  const [row] = await exporting.database.query<{ id: string }>(
    `SELECT v.content_item_id AS id FROM record_verdict v
     JOIN payload_content_item p ON p.content_item_id = v.content_item_id LIMIT 1`,
  )
  item = row?.id ?? ''
  await exporting.database.query(
    `UPDATE payload_content_item SET search = to_tsvector('simple', 'Wilhelmina sells watches')
     WHERE content_item_id = $1`,
    [item],
  )
}, 60_000)
afterAll(async () => {
  await eraser.close()
  await exporting.close()
  await fresh.close()
})

const tidy = () => exporting.app.get(ExportHousekeeping, { strict: false }).tidy()
const requestOf = (job: ExportJob) =>
  exporting.database.query<{ request: unknown }>(
    'SELECT request FROM payload_export WHERE export_id = $1',
    [job.id],
  )
const manifestOf = (job: ExportJob) =>
  readFile(exporting.files.pathOf(job.id, manifestName(job.fileName)), 'utf8')

test('an erasure takes what they quote out of stored requests, wherever they stand', async () => {
  const quoting = await exporting.run(auditor, {
    filter: { text: 'wilhelmina watches', policies: ['spam'] },
  })
  const other = await exporting.run(auditor, { filter: { text: 'bicycles' } })
  expect(await manifestOf(quoting)).toContain('wilhelmina')
  const reach = await step.reach(exporting.database, [item])
  expect(reach).toEqual([{ kind: 'stored-request', count: 1, named: [quoting.fileName] }])

  expect(await eraser.transaction((tx) => step.erase(tx, [item]))).toBe(0)
  await tidy()

  const after = await exporting.service.get(quoting.id, auditor)
  expect(after).toMatchObject({
    state: 'done',
    params: { format: 'jsonl', filter: { policies: ['spam'] }, quoted: 'erased' },
  })
  expect(JSON.stringify(after.params)).not.toContain('wilhelmina')
  expect(await requestOf(quoting)).toEqual([])
  const manifest = await manifestOf(quoting)
  expect(manifest).not.toContain('wilhelmina')
  expect(JSON.parse(manifest)).toMatchObject({ sha256: quoting.sha256, request: after.params })
  expect(await exporting.database.query('SELECT export_id FROM record_erased_request')).toEqual([
    { export_id: quoting.id },
  ])
  expect(await exporting.service.get(other.id, auditor)).toMatchObject({
    params: { filter: { text: 'bicycles' } },
  })
  expect(await requestOf(other)).toHaveLength(1)
})

test('a job at work ends rather than go on without its words, and a package is withdrawn', async () => {
  const idle = await Exporting.open(fresh.url, { worker: false, dataDir: exporting.dataDir })
  const asked = { filter: { text: 'wilhelmina' } }
  const made = await exporting.run(auditor, asked)
  await idle.database.query(`UPDATE export_job SET kind = 'evidence-package' WHERE id = $1`, [
    made.id,
  ])
  const running = await exporting.run(auditor, asked)
  await idle.database.query(
    `UPDATE export_job SET state = 'running', finished_at = NULL WHERE id = $1`,
    [running.id],
  )
  await eraser.transaction((tx) => step.erase(tx, [item]))
  const stateOf = async ({ id }: ExportJob) => (await idle.service.get(id, auditor)).state
  expect(await stateOf(running)).toBe('failed')
  expect(await stateOf(made)).toBe('withdrawn')
  await idle.close()
})

test('a stray file among the exports stops no housekeeping, and stays', async () => {
  const job = await exporting.run(auditor)
  const exports = join(exporting.dataDir, 'exports')
  await mkdir(exports, { recursive: true })
  await writeFile(join(exports, '.DS_Store'), 'a stray')
  await exporting.database.query('UPDATE export_job SET expires_at = now() WHERE id = $1', [job.id])
  await tidy()
  expect(await exporting.files.sizeOf(job.id, job.fileName)).toBeNull()
  expect(await readFile(join(exports, '.DS_Store'), 'utf8')).toBe('a stray')
})
