import 'reflect-metadata'
import { expect, test } from '@jest/globals'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freshDatabase } from '@assize/testing'
import { Importing } from '../fixtures/importing.js'

const root = fileURLToPath(new URL('../../../..', import.meta.url))
const folder = resolve(process.env['ASSIZE_TRACES'] ?? join(root, '../shared/traces'))
const isThere = existsSync(join(folder, 'traces.jsonl'))
const run = isThere ? test : test.skip
if (!isThere) process.stdout.write(`skipped: no trace bundle at ${folder}\n`)

const rowsOf = (file: string): number =>
  readFileSync(join(folder, file), 'utf8').trimEnd().split('\n').length

run(
  'real traces go in whole, once, each with its audit',
  async () => {
    const lines = rowsOf('traces.jsonl')
    const index = readFileSync(join(folder, 'policies/index.json'), 'utf8')
    const versions = (JSON.parse(index) as unknown[]).length
    const fresh = await freshDatabase()
    const importing = await Importing.open(fresh.url, { worker: true })
    try {
      const started = performance.now()
      const first = await importing.run(folder)
      const seconds = (performance.now() - started) / 1000
      process.stdout.write(`imported ${lines} traces in ${seconds.toFixed(1)} s\n`)
      expect(first).toMatchObject({
        state: 'done',
        ...{ total: lines, recorded: lines, present: 0, versions, problemCount: 0 },
      })
      const again = await importing.run(folder)
      expect(again).toMatchObject({ state: 'done', recorded: 0, present: lines, problemCount: 0 })
      const [counts] = await importing.database.query(
        `SELECT (SELECT count(*)::int FROM record_verdict) AS verdicts,
           (SELECT count(*)::int FROM record_finding_set) AS audits,
           (SELECT count(*)::int FROM record_policy_version) AS versions`,
      )
      expect(counts).toEqual({ verdicts: lines, audits: lines, versions })
    } finally {
      await importing.close()
      await fresh.close()
    }
  },
  120_000,
)
