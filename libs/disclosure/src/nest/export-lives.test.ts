import 'reflect-metadata'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Principal } from '@assize/identity'
import { Database } from '@assize/platform'
import { freshDatabase, type FreshDatabase } from '@assize/testing'
import { Exporting } from '../fixtures/exporting.js'
import { fillVerdicts } from '../fixtures/fill-verdicts.js'
import { manifestName, type ExportJob } from '../export-job.js'
import { ExportErasureStep } from './export-erasure-step.js'
import { ExportHousekeeping } from './export-housekeeping.js'
import { ExportRunner } from './export-runner.js'
import { ExportSweeper } from './export-sweeper.js'

let fresh: FreshDatabase
let exporting: Exporting
let auditor: Principal

beforeAll(async () => {
  fresh = await freshDatabase()
  exporting = await Exporting.open(fresh.url, { worker: true })
  await fillVerdicts(exporting.database, { rows: 500, startMs: Date.now() - 60_000 })
  auditor = await exporting.person('auditor')
}, 60_000)
afterAll(async () => {
  await exporting.close()
  await fresh.close()
})

const pathOf = ({ id, fileName }: ExportJob) => exporting.files.pathOf(id, fileName)
const tidy = () => exporting.app.get(ExportHousekeeping, { strict: false }).tidy()
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: { code?: string }) => error.code,
  )

describe('a worker that dies', () => {
  let own: FreshDatabase
  let next: Exporting
  beforeAll(async () => {
    own = await freshDatabase()
    next = await Exporting.open(own.url, { worker: false })
    await fillVerdicts(next.database, { rows: 30_000, startMs: Date.now() - 120_000 })
  }, 120_000)
  afterAll(async () => {
    await next.close()
    await own.close()
  })

  test.each(['jsonl', 'csv', 'parquet'])(
    'leaves a %s file that the next one ends, to the byte',
    async (format) => {
      const child = startWorker(own.url, next.dataDir)
      try {
        const by = await next.person('auditor')
        const { id } = await next.begin(by, { format, words: ['trace'] })
        await next.until(id, by, ({ done, state }) => done > 0n || state !== 'running')
        child.kill('SIGKILL')
        await once(child, 'exit')
        expect((await next.service.get(id, by)).state).toBe('running')
        const worker = await Exporting.open(own.url, { worker: true, dataDir: next.dataDir })
        await worker.app.get(ExportRunner).run(id)
        const ended = await worker.until(id, by, ({ state }) => state !== 'running')
        const whole = await worker.run(by, { format, words: ['trace'] })
        await worker.close()
        expect(ended).toMatchObject({ state: 'done', rows: 30_000n })
        expect(ended.sha256).toBe(whole.sha256)
        expect(await next.read(ended)).toHaveLength(Number(whole.sizeBytes))
      } finally {
        child.kill('SIGKILL')
      }
    },
    180_000,
  )

  test('is noticed by its silence', async () => {
    const made = await exporting.run(auditor)
    const [lost] = await exporting.database.query<{ id: string }>(
      `INSERT INTO export_job (id, kind, state, params, words, requested_by, requester_kind, done,
         turn, attempts, file_name, cut_at, created_at, seen_at)
       SELECT uuidv7(), kind, 'running', params, words, requested_by, requester_kind, 0, 1, 1,
         file_name, cut_at, created_at, now() - interval '1 minute' FROM export_job WHERE id = $1
       RETURNING id`,
      [made.id],
    )
    await exporting.app.get(ExportSweeper).sweep()
    const ended = await exporting.until(lost!.id, auditor, ({ state }) => state !== 'running')
    expect(ended).toMatchObject({ state: 'done', sha256: made.sha256 })
  })

  test('again and again at the same place ends the job with a reason, and leaves no file', async () => {
    const { id, ...job } = await exporting.run(auditor)
    await rewind(id, 'attempts = 5')
    await exporting.app.get(ExportRunner).run(id)
    expect(await exporting.service.get(id, auditor)).toMatchObject({
      state: 'failed',
      failure: expect.stringContaining('given up after 5 attempts') as unknown,
    })
    expect(existsSync(pathOf({ id, ...job }))).toBe(false)
  })
})

describe('a job', () => {
  test('that is cancelled leaves no file', async () => {
    const idle = await Exporting.open(fresh.url, { worker: false, dataDir: exporting.dataDir })
    const begun = await idle.begin(auditor)
    const cancelled = await idle.service.cancel(begun.id, auditor)
    expect(cancelled.state).toBe('cancelled')
    await exporting.app.get(ExportRunner).run(begun.id)
    await tidy()
    expect(existsSync(pathOf(begun))).toBe(false)
    expect(await refusal(idle.service.cancel(begun.id, auditor))).toBe('EXPORT_ENDED')
    await idle.close()
  })

  test('gives up its file when its time is over, and keeps its manifest', async () => {
    const job = await exporting.run(auditor)
    await exporting.database.query(`UPDATE export_job SET expires_at = now() WHERE id = $1`, [
      job.id,
    ])
    expect(await refusal(exporting.service.serve(job.id, job.fileName, auditor))).toBe(
      'EXPORT_GONE',
    )
    await tidy()
    expect(existsSync(pathOf(job))).toBe(false)
    const manifest = await exporting.files.readJson(job.id, manifestName(job.fileName))
    expect(manifest).toMatchObject({ sha256: job.sha256, gone: { state: 'expired' } })
  })
})

describe('permission is asked', () => {
  test.each([
    'admin',
    'policy-author',
    'reviewer',
    'senior-reviewer',
    'appeals-specialist',
  ] as const)('of a %s, who has none', async (role) => {
    const person = await exporting.person(role)
    expect(await refusal(exporting.begin(person))).toBe('EXPORT_FORBIDDEN')
  })

  test('of a data steward, who has rows but no words', async () => {
    const steward = await exporting.person('data-steward')
    expect(await exporting.run(steward)).toMatchObject({ state: 'done', rows: 500n })
    for (const words of [['trace'], ['content'], ['content', 'trace']] as const)
      expect(await refusal(exporting.begin(steward, { words }))).toBe('WORDS_FORBIDDEN')
  })

  test('of a key, which has what it is limited to', async () => {
    const narrow = await exporting.person('auditor', ['evidence:export', 'verdict:read'])
    expect(await exporting.run(narrow)).toMatchObject({ state: 'done' })
    expect(await refusal(exporting.begin(narrow, { words: ['trace'] }))).toBe('WORDS_FORBIDDEN')
  })

  test('again when the job runs', async () => {
    const idle = await Exporting.open(fresh.url, { worker: false, dataDir: exporting.dataDir })
    const leaver = await idle.person('auditor')
    await idle.database.query('UPDATE person SET disabled_at = now() WHERE id = $1', [leaver.id])
    const { id } = await idle.begin(leaver)
    const ended = await idle.until(id, leaver, ({ state }) => state !== 'running')
    expect(ended).toMatchObject({ state: 'failed', rows: null })
    await idle.close()
  })

  test('again at download, by who may see the job', async () => {
    const job = await exporting.run(auditor, { words: ['trace'] })
    const steward = await exporting.person('data-steward')
    const serve = (by: Principal) => refusal(exporting.service.serve(job.id, job.fileName, by))
    expect(await serve(auditor)).toBe('done')
    expect(await serve(await exporting.person('auditor'))).toBe('done')
    expect(await serve(steward)).toBe('EXPORT_UNKNOWN')
    const scopes = ['evidence:export', 'verdict:read']
    expect(await serve({ ...auditor, scopes })).toBe('WORDS_FORBIDDEN')
    expect(await refusal(exporting.service.serve(job.id, '../secrets.json', auditor))).toBe(
      'EXPORT_UNKNOWN',
    )
  })
})

describe('an erasure', () => {
  test('withdraws the files that hold the words or the name of what is erased, and no others', async () => {
    const withThem = await exporting.run(auditor, { words: ['content'] })
    const elsewhere = await exporting.run(auditor, {
      ...{ words: ['content'], filter: { policies: ['none'] } },
    })
    const named = await exporting.run(auditor)
    const many = Array.from({ length: 300 }, (_, n) => ({ policies: [`none-${n}`], rules: ['X'] }))
    await exporting.database.query(
      `INSERT INTO export_job (id, kind, state, params, words, requested_by, requester_kind, done, turn, attempts,
         file_name, sha256, cut_at, created_at, seen_at, finished_at)
       SELECT uuidv7(), kind, state, jsonb_build_object('filter', f), words, requested_by, requester_kind, 0, 1, 1,
         file_name, sha256, cut_at, created_at, seen_at, finished_at
       FROM export_job, unnest($2::jsonb[]) AS f WHERE id = $1`,
      [elsewhere.id, many.map((filter) => JSON.stringify(filter))],
    )
    const [item] = await exporting.database.query<{ id: string }>(
      'SELECT content_item_id AS id FROM verdict_listing LIMIT 1',
    )
    const eraser = new Database({ url: fresh.url, role: 'assize_eraser' })
    const step = new ExportErasureStep()
    const reach = await step.reach(exporting.database, [item?.id ?? ''])
    expect(reach[0]?.named).toContain(withThem.fileName)
    expect(reach[0]?.named).not.toContain(elsewhere.fileName)
    await eraser.transaction((tx) => step.erase(tx, [item?.id ?? '']))
    await eraser.close()
    const stateOf = async ({ id }: ExportJob) => (await exporting.service.get(id, auditor)).state
    expect(await stateOf(withThem)).toBe('withdrawn')
    expect(await stateOf(elsewhere)).toBe('done')
    expect(await stateOf(named)).toBe('withdrawn')
    expect(await refusal(exporting.service.serve(withThem.id, withThem.fileName, auditor))).toBe(
      'EXPORT_GONE',
    )
    await tidy()
    expect(existsSync(pathOf(withThem))).toBe(false)
    const manifest = await exporting.files.readJson(withThem.id, manifestName(withThem.fileName))
    expect(manifest).toMatchObject({
      gone: { state: 'withdrawn', why: expect.stringContaining('erased') as unknown },
    })
  })
})

async function rewind(id: string, more: string): Promise<void> {
  await exporting.database.query(
    `UPDATE export_job SET state = 'running', finished_at = NULL, ${more} WHERE id = $1`,
    [id],
  )
}

function startWorker(databaseUrl: string, dataDir: string) {
  const module = fileURLToPath(new URL('../fixtures/exporting.js', import.meta.url))
  const script = `
    await import('reflect-metadata')
    const { Exporting } = await import(${JSON.stringify(module)})
    await Exporting.open(${JSON.stringify(databaseUrl)}, { worker: true, dataDir: ${JSON.stringify(dataDir)} })`
  return spawn(process.execPath, ['--input-type=module', '-e', script], {
    cwd: fileURLToPath(new URL('../../../..', import.meta.url)),
    stdio: ['ignore', 'inherit', 'inherit'],
  })
}
