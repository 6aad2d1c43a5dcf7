import 'reflect-metadata'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createHash } from 'node:crypto'
import type { Principal } from '@assize/identity'
import { freshDatabase, type FreshDatabase } from '@assize/testing'
import { Exporting } from '../fixtures/exporting.js'
import { fillVerdicts } from '../fixtures/fill-verdicts.js'

let fresh: FreshDatabase
let exporting: Exporting
let auditor: Principal

beforeAll(async () => {
  fresh = await freshDatabase()
  exporting = await Exporting.open(fresh.url, { worker: true })
  await fillVerdicts(exporting.database, {
    rows: 1_000,
    startMs: Date.now() - 60_000,
    text: '=1+1\n"x"',
  })
  auditor = await exporting.person('auditor')
}, 60_000)
afterAll(async () => {
  await exporting.close()
  await fresh.close()
})

describe('an export', () => {
  test('holds every verdict of the filter, once, in order of id', async () => {
    const job = await exporting.run(auditor, { filter: { policies: ['spam'] } })
    expect(job).toMatchObject({ state: 'done', rows: 334n, failure: null })
    const bytes = await exporting.read(job)
    expect(BigInt(bytes.length)).toBe(job.sizeBytes)
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(job.sha256)
    const rows = bytes
      .toString()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: string; policy: string })
    expect(rows).toHaveLength(334)
    expect(new Set(rows.map(({ policy }) => policy))).toEqual(new Set(['spam']))
    const ids = rows.map(({ id }) => id)
    expect(ids).toEqual([...new Set(ids)].sort())
  })
})
