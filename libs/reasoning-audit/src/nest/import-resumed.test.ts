import 'reflect-metadata'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freshDatabase, type FreshDatabase } from '@assize/testing'
import { Importing } from '../fixtures/importing.js'
import { aTraceLine, writeBundle } from '../fixtures/written-bundle.js'
import { ImportSweeper } from './import-sweeper.js'
import { TraceImporter } from './trace-importer.js'

let fresh: FreshDatabase
let importing: Importing
const folders: string[] = []

beforeAll(async () => {
  fresh = await freshDatabase()
  importing = await Importing.open(fresh.url, { worker: true })
})
afterAll(async () => {
  await importing.close()
  await fresh.close()
  for (const folder of folders) await rm(folder, { recursive: true, force: true })
})

async function bundle(...args: Parameters<typeof writeBundle>): Promise<string> {
  const folder = await writeBundle(...args)
  folders.push(folder)
  return folder
}

describe('a worker that dies', () => {
  test('leaves a run that the next one ends, with every trace once', async () => {
    const own = await freshDatabase()
    const next = await Importing.open(own.url, { worker: false })
    try {
      const lines = Array.from({ length: 2_400 }, (_, i) => aTraceLine(i))
      const { id } = await next.begin(await bundle(lines))
      const child = startWorker(own.url)
      await next.until(id, ({ done }) => done > 0)
      child.kill('SIGKILL')
      await once(child, 'exit')
      const left = await next.until(id, () => true)
      expect(left.state).toBe('running')
      expect(left.done).toBeLessThan(2_400)
      const second = await Importing.open(own.url, { worker: true })
      await second.app.get(TraceImporter).import(id)
      await second.close()
      expect(await next.until(id, ({ state }) => state !== 'running')).toMatchObject({
        state: 'done',
        ...{ total: 2_400, done: 2_400, recorded: 2_400, present: 0, problemCount: 0 },
      })
      const [counts] = await next.database.query(
        `SELECT count(*)::int AS verdicts, count(DISTINCT external_id)::int AS traces,
           (SELECT count(*)::int FROM record_finding_set) AS audits FROM record_verdict`,
      )
      expect(counts).toEqual({ verdicts: 2_400, traces: 2_400, audits: 2_400 })
      const said = `policy, import_id, outcome, label, recorded_label, expected_label, logged_expected`
      const grouped = (count: string, table: string) =>
        next.database.query(
          `SELECT ${said}, ${count}::int AS n FROM ${table} GROUP BY ${said} ORDER BY ${said}`,
        )
      expect(await grouped('sum(verdicts)', 'harness_count')).toEqual(
        await grouped('count(*)', 'record_verdict'),
      )
    } finally {
      await next.close()
      await own.close()
    }
  }, 120_000)

  test('is noticed by its silence', async () => {
    const { id } = await importing.begin(await bundle([aTraceLine(1)]))
    await importing.until(id, ({ state }) => state === 'done')
    await importing.database.query(
      `UPDATE import_run SET state = 'running', finished_at = NULL, line = 0, done = 0, present = 0,
         recorded = 0, seen_at = now() - interval '1 minute' WHERE id = $1`,
      [id],
    )
    await importing.app.get(ImportSweeper).sweep()
    const again = await importing.until(id, ({ state }) => state !== 'running')
    expect(again).toMatchObject({ state: 'done', present: 1 })
  })

  test('again and again at the same place ends the run with a reason', async () => {
    const { id } = await importing.begin(await bundle([aTraceLine(1)]))
    await importing.until(id, ({ state }) => state === 'done')
    await importing.database.query(
      `UPDATE import_run SET state = 'running', finished_at = NULL, attempts = 5 WHERE id = $1`,
      [id],
    )
    await importing.app.get(TraceImporter).import(id)
    const run = await importing.until(id, () => true)
    expect(run).toMatchObject({
      state: 'failed',
      failure: expect.stringContaining('given up after 5 attempts') as unknown,
    })
  })

  test('and finds another bundle in its place does not mix the two', async () => {
    const folder = await bundle([aTraceLine(1)])
    const { id } = await importing.begin(folder)
    await importing.until(id, ({ state }) => state === 'done')
    await importing.database.query(
      `UPDATE import_run SET state = 'running', finished_at = NULL WHERE id = $1`,
      [id],
    )
    await appendFile(join(folder, 'traces.jsonl'), '{}\n')
    await importing.app.get(TraceImporter).import(id)
    expect(await importing.until(id, () => true)).toMatchObject({
      state: 'failed',
      failure: expect.stringContaining('the bundle changed') as unknown,
    })
  })
})

function startWorker(databaseUrl: string) {
  const module = fileURLToPath(new URL('../fixtures/importing.js', import.meta.url))
  const script = `
    await import('reflect-metadata')
    const { Importing } = await import(${JSON.stringify(module)})
    await Importing.open(${JSON.stringify(databaseUrl)}, { worker: true })`
  return spawn(process.execPath, ['--input-type=module', '-e', script], {
    cwd: fileURLToPath(new URL('../../../..', import.meta.url)),
    stdio: ['ignore', 'inherit', 'inherit'],
  })
}
