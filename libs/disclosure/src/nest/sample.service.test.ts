import 'reflect-metadata'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createHash } from 'node:crypto'
import { appendFileSync } from 'node:fs'
import type { Principal } from '@assize/identity'
import { canonicalJson } from '@assize/kernel'
import { encodeCursor, parsePage } from '@assize/platform'
import { freshDatabase, type FreshDatabase } from '@assize/testing'
import { Exporting } from '../fixtures/exporting.js'
import { fillVerdicts } from '../fixtures/fill-verdicts.js'
import type { ExportJob } from '../export-job.js'
import type { SampleMethod } from '../sample.js'
import { formerResultOf } from '../sample-result.js'
import { workpaperCsv, workpaperJson, type AuditSample } from '../workpaper.js'
import { workpaperPage } from '../workpaper-page.js'
import { SampleService } from './sample.service.js'

let fresh: FreshDatabase
let exporting: Exporting
let auditor: Principal
let population: ExportJob

beforeAll(async () => {
  fresh = await freshDatabase()
  exporting = await Exporting.open(fresh.url, { worker: true })
  await fillVerdicts(exporting.database, { rows: 2_000, startMs: Date.now() - 60_000 })
  auditor = await exporting.person('auditor')
  const { id } = await samples().exportPopulation(null, auditor)
  population = await exporting.until(id, auditor, ({ state }) => state !== 'running')
}, 60_000)
afterAll(async () => {
  await exporting.close()
  await fresh.close()
})

const samples = () => exporting.app.get(SampleService, { strict: false })

async function drawn(seed: string, method: SampleMethod = 'simple', size = 50) {
  const asked = { populationId: population.id, title: 'Q4', size, seed, method }
  const { id } = await samples().draw(asked, auditor)
  await exporting.until(id, auditor, ({ state }) => state !== 'running')
  return samples().get(id)
}

const idsOf = async ({ id }: AuditSample) =>
  (await samples().rows(id)).map(({ verdictId }) => verdictId)

const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: { code?: string }) => error.code,
  )

describe('a population', () => {
  test('names every verdict with its digest, and holds no words', async () => {
    expect(population).toMatchObject({ state: 'done', rows: 2_000n, kind: 'population' })
    const [first] = (await exporting.read(population)).toString().split('\n')
    expect(Object.keys(JSON.parse(first ?? '') as object)).toEqual([
      ...['id', 'policy', 'outcome', 'simulated', 'digest'],
    ])
  })
})

test('lists of exports and of samples take up no cursor of another list', async () => {
  const page = parsePage({ first: 5, after: encodeCursor([new Date().toISOString(), auditor.id]) })
  expect(await refusal(exporting.service.page(page, auditor))).toBe('CURSOR_INVALID')
  expect(await refusal(samples().page(page))).toBe('CURSOR_INVALID')
  const own = parsePage({ first: 5, after: encodeCursor([population.id]) })
  expect((await exporting.service.page(own, auditor)).items).toEqual([])
})

describe('a sample', () => {
  test('is drawn as the recipe says, by anybody with the file', async () => {
    const sample = await drawn('seed one')
    expect(sample).toMatchObject({ state: 'open', size: 50, populationSha256: population.sha256 })
    const lines = (await exporting.read(population)).toString().trimEnd().split('\n')
    const keyed = lines.map((line) => {
      const { id } = JSON.parse(line) as { id: string }
      const key = createHash('sha256').update(`${population.sha256}\nseed one\n${id}`).digest('hex')
      return { id, key }
    })
    const expected = keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).slice(0, 50)
    expect(await idsOf(sample)).toEqual(expected.map(({ id }) => id))
  })

  test('is the same again for the same seed, and another for another', async () => {
    const [one, again, other] = [await drawn('a'), await drawn('a'), await drawn('b')]
    expect(await idsOf(again)).toEqual(await idsOf(one))
    expect(await idsOf(other)).not.toEqual(await idsOf(one))
  })

  test('by strata keeps the chance each row had', async () => {
    const sample = await drawn('a', 'stratified', 60)
    expect(sample.strata?.map(({ name }) => name)).toEqual([
      ...['harassment/allowed', 'harassment/violates', 'self-harm/allowed'],
      ...['self-harm/violates', 'spam/allowed', 'spam/violates'],
    ])
    const rows = await samples().rows(sample.id)
    const weighed = rows.reduce((sum, { inclusion }) => sum + 1 / inclusion, 0)
    expect(weighed).toBeCloseTo(2_000, 6)
  })

  test('is refused of what is no population, and to who may not export evidence', async () => {
    const asked = { title: 't', size: 5, seed: 's', method: 'simple' as const }
    const job = await exporting.run(auditor)
    expect(await refusal(samples().draw({ ...asked, populationId: job.id }, auditor))).toBe(
      'POPULATION_UNFIT',
    )
    const steward = await exporting.person('data-steward')
    const request = { ...asked, populationId: population.id }
    expect(await refusal(samples().draw(request, steward))).toBe('EXPORT_FORBIDDEN')
    expect(await refusal(samples().draw({ ...request, size: 0 }, auditor))).toBe('SAMPLE_UNFIT')
    expect(await refusal(samples().draw({ ...request, seed: 'a\nb' }, auditor))).toBe(
      'SAMPLE_UNFIT',
    )
  })
})

test('a sample whose draw failed says so, and is drawing no longer', async () => {
  const { id: populationId } = await samples().exportPopulation(null, auditor)
  const own = await exporting.until(populationId, auditor, ({ state }) => state !== 'running')
  appendFileSync(exporting.files.pathOf(own.id, own.fileName), 'one more')
  const asked = { populationId, title: 'Q4', size: 5, seed: 's', method: 'simple' as const }
  const { id } = await samples().draw(asked, auditor)
  const job = await exporting.until(id, auditor, ({ state }) => state !== 'running')
  expect(job).toMatchObject({ state: 'failed', failure: expect.any(String) as unknown })
  expect((await samples().get(id)).state).toBe('failed')
  const listed = await samples().page(parsePage({ first: 50 }))
  expect(listed.items.find((sample) => sample.id === id)?.state).toBe('failed')
  expect(await refusal(samples().sign(id, auditor))).toBe('SAMPLE_SIGNED')
})

describe('a workpaper', () => {
  test('signed in the form of before stays what was signed', async () => {
    const sample = await drawn('e', 'stratified', 12)
    const rows = await samples().rows(sample.id)
    const [first] = rows.map((row) => ({ ...row, assessment: 'agree' as const }))
    const now = workpaperJson(sample, first ? [first] : [])
    expect(JSON.parse(now)).toMatchObject({ schema: 'assize.workpaper/2' })
    const result = formerResultOf(first ? [first] : [], sample.strata ?? [])
    const told = JSON.parse(now) as object
    const former = canonicalJson({ ...told, schema: 'assize.workpaper/1', result })
    const signed = { ...sample, sha256: createHash('sha256').update(former).digest('hex') }
    expect(workpaperJson(signed, first ? [first] : [])).toBe(former)
  })

  test('is assessed, signed once, and stays as it was signed', async () => {
    const { id } = await drawn('c', 'simple', 20)
    const sample = samples()
    expect(await refusal(sample.sign(id, auditor))).toBe('SAMPLE_UNFIT')
    for (let n = 1; n <= 20; n++)
      await sample.assess(id, n, { assessment: n <= 1 ? 'disagree' : 'agree' }, auditor)
    await sample.assess(id, 2, { assessment: 'agree', note: '=cmd|calc' }, auditor)
    const signed = await sample.sign(id, auditor)
    const rows = await sample.rows(id)
    const text = workpaperJson(signed, rows)
    expect(createHash('sha256').update(text).digest('hex')).toBe(signed.sha256)
    expect(JSON.parse(text)).toMatchObject({
      result: { rows: 20, open: 0, agree: 19, disagree: 1, disagreement: { share: 0.05 } },
    })
    expect(await refusal(sample.assess(id, 1, { assessment: 'agree' }, auditor))).toBe(
      'SAMPLE_SIGNED',
    )
    for (const change of [
      'DELETE FROM audit_workpaper WHERE sample_id = $1',
      `UPDATE audit_sample SET state = 'open', signed_at = NULL, sha256 = NULL WHERE id = $1`,
      `INSERT INTO audit_workpaper (sample_id, position, verdict_id, policy, outcome, simulated, digest, stratum, inclusion)
       SELECT sample_id, 21, verdict_id, policy, outcome, simulated, digest, stratum, inclusion
       FROM audit_workpaper WHERE sample_id = $1 AND position = 1`,
    ])
      await expect(exporting.database.query(change, [id])).rejects.toMatchObject({ code: 'AZ001' })
    const facts = await exporting.database.query(
      `SELECT sha256 FROM record_export WHERE kind = 'workpaper'`,
    )
    expect(facts).toEqual([{ sha256: signed.sha256 }])
    expect(workpaperCsv(rows)).toContain(`'=cmd|calc`)
  })

  test('on paper shows hostile notes as words', async () => {
    const { id } = await drawn('d', 'simple', 3)
    await samples().assess(id, 1, { assessment: 'agree', note: '<script>x</script>' }, auditor)
    const page = workpaperPage(await samples().get(id), await samples().rows(id))
    expect(page).not.toContain('<script>')
    expect(page).toContain('&lt;script&gt;')
    expect(page).toContain(population.sha256)
  })
})
