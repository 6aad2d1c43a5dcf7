import 'reflect-metadata'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { ExportingModule } from '@assize/disclosure/nest'
import { EventsModule } from '@assize/events/nest'
import { Config } from '@assize/platform'
import { PlatformModule } from '@assize/platform/nest'
import { Module, type INestApplicationContext } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { recordJudged } from './fixtures/judged-content.js'
import { bearer, RunningApi, type Caller, type LoggedIn } from './fixtures/running-api.js'

@Module({})
class Maker {}

let api: RunningApi
let maker: INestApplicationContext
let dataDir: string
let auditor: LoggedIn
let steward: LoggedIn

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'assize-exports-'))
  api = await RunningApi.start({ ASSIZE_DATA_DIR: dataDir })
  const secrets = join(dataDir, 'secrets.json')
  writeFileSync(secrets, JSON.stringify({ contentHmacKey: 'k'.repeat(64) }))
  const config = Config.read({
    ...{ DATABASE_URL: api.databaseUrl, ASSIZE_SECRETS_FILE: secrets, ASSIZE_DATA_DIR: dataDir },
  })
  const imports = [PlatformModule.forRoot(config), EventsModule, ExportingModule]
  maker = await NestFactory.createApplicationContext({ module: Maker, imports }, { logger: false })
  ;[auditor, steward] = [await api.login('auditor'), await api.login('data-steward')]
  const [reviewer] = await api.database.query<{ id: string }>(
    `SELECT id FROM person WHERE email = 'reviewer@assize.example'`,
  )
  const about = { policy: 'spam', policyCommit: 'a'.repeat(40), decidedBy: reviewer?.id ?? '' }
  for (const text of ['the same link again', 'and again']) {
    await recordJudged(api.database, { ...about, text })
  }
}, 60_000)
afterAll(async () => {
  await maker.close()
  await api.close()
  rmSync(dataDir, { recursive: true })
})

interface Job {
  readonly __typename?: string
  readonly code?: string
  readonly id: string
  readonly state: string
  readonly done: string
  readonly sha256: string
  readonly url: string
  readonly manifestUrl: string
  readonly fileName: string
}

const fields = 'id state done sha256 url manifestUrl fileName words requestedBy { name }'

async function asked(by: Caller, input: object): Promise<Job> {
  const { data } = await api.ask(
    by,
    `mutation ($input: ExportVerdictsInput!) { exportVerdicts(input: $input) { __typename
      ... on ExportJob { ${fields} } ... on Refusal { code message } } }`,
    { input },
  )
  return data?.['exportVerdicts'] as Job
}

async function made(by: Caller, input: object): Promise<Job> {
  const { id } = await asked(by, input)
  for (;;) {
    const { data } = await api.ask(by, `query ($id: ID!) { exportJob(id: $id) { ${fields} } }`, {
      id,
    })
    const job = data?.['exportJob'] as Job
    if (job.state !== 'RUNNING') return job
    await sleep(30)
  }
}

const headersOf = (by: LoggedIn) => ({ cookie: by.cookie })
const get = (path: string, headers: Readonly<Record<string, string>>) =>
  fetch(`${api.url}${path}`, { headers })

test('a filter becomes a file, handed out whole and in parts, and told of on the trail', async () => {
  const job = await made(auditor, {
    ...{ filter: { policies: ['spam'] }, format: 'JSONL', words: ['CONTENT'] },
  })
  expect(job).toMatchObject({ state: 'DONE', done: '2' })
  const whole = await get(job.url, headersOf(auditor))
  const bytes = Buffer.from(await whole.arrayBuffer())
  expect(whole.status).toBe(200)
  expect(whole.headers.get('content-disposition')).toBe(`attachment; filename="${job.fileName}"`)
  expect(whole.headers.get('cache-control')).toBe('private, no-store')
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(job.sha256)
  expect(bytes.toString()).toContain('the same link again')
  const part = await get(job.url, { ...headersOf(auditor), range: 'bytes=10-19' })
  expect(part.status).toBe(206)
  expect(part.headers.get('content-range')).toBe(`bytes 10-19/${bytes.length}`)
  expect(Buffer.from(await part.arrayBuffer())).toEqual(bytes.subarray(10, 20))
  const beyond = await get(job.url, { ...headersOf(auditor), range: `bytes=${bytes.length}-` })
  expect(beyond.status).toBe(416)
  const stale = await get(job.url, {
    ...{ ...headersOf(auditor), range: 'bytes=0-1', 'if-range': '"another"' },
  })
  expect(stale.status).toBe(200)
  const manifest = (await (await get(job.manifestUrl, headersOf(auditor))).json()) as object
  expect(manifest).toMatchObject({ sha256: job.sha256, counts: { rows: 2 } })
  const [told] = await api.database.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM record_audit_event
     WHERE action = 'export.downloaded' AND target_id = $1`,
    [job.id],
  )
  expect(told?.n).toBeGreaterThanOrEqual(4)
})

test('a file is for who may have it', async () => {
  const { url } = await made(auditor, { format: 'CSV', words: ['TRACE'] })
  expect((await get(url, {})).status).toBe(401)
  expect((await get(url, headersOf(await api.login('admin')))).status).toBe(403)
  expect((await get(url, headersOf(steward))).status).toBe(404)
  expect((await get(url, bearer(api.keys.auditor))).status).toBe(200)
  expect(
    (await get(url.replace(/[^/]+$/, '..%2f..%2fsecrets.json'), headersOf(auditor))).status,
  ).toBe(404)
})

test('words are refused to who may not read them', async () => {
  expect(await asked(steward, { format: 'JSONL', words: ['TRACE'] })).toMatchObject({
    ...{ __typename: 'Refusal', code: 'WORDS_FORBIDDEN' },
  })
  expect(await made(steward, { format: 'PARQUET' })).toMatchObject({ state: 'DONE', done: '2' })
})

test('a steward lists their own exports, an auditor all', async () => {
  const list = async (by: LoggedIn) => {
    const { data } = await api.ask(by, `{ exportJobs { edges { node { requestedBy { id } } } } }`)
    const { edges } = data?.['exportJobs'] as {
      edges: readonly { node: { requestedBy: { id: string } } }[]
    }
    return new Set(edges.map(({ node }) => node.requestedBy.id))
  }
  expect((await list(steward)).size).toBe(1)
  expect((await list(auditor)).size).toBe(2)
})

test('a workpaper is handed out as paper, table and what was signed', async () => {
  const { data } = await api.ask(
    auditor,
    `mutation { exportPopulation(input: {}) { ... on ExportJob { id } } }`,
  )
  const { id: populationId } = data?.['exportPopulation'] as { id: string }
  const state = async (id: string) =>
    (
      (await api.ask(auditor, `query ($id: ID!) { exportJob(id: $id) { state } }`, { id })).data?.[
        'exportJob'
      ] as { state: string }
    ).state
  while ((await state(populationId)) === 'RUNNING') await sleep(30)
  const drawn = await api.ask(
    auditor,
    `mutation ($input: DrawSampleInput!) { drawSample(input: $input) {
       ... on AuditSample { id } ... on Refusal { code message } } }`,
    { input: { populationId, title: 'Both', size: 2, seed: 's' } },
  )
  const { id } = drawn.data?.['drawSample'] as { id: string }
  while ((await state(id)) === 'RUNNING') await sleep(30)
  for (const position of [1, 2])
    await api.ask(
      auditor,
      `mutation ($input: AssessSampledVerdictInput!) { assessSampledVerdict(input: $input) {
         ... on WorkpaperRow { assessment } } }`,
      { input: { sampleId: id, position, assessment: 'DISAGREE' } },
    )
  const signed = await api.ask(
    auditor,
    `mutation ($id: ID!) { signSample(id: $id) { ... on AuditSample { sha256
       result { disagree disagreement { share low high } } rows { verdict { id } } }
       ... on Refusal { code message } } }`,
    { id },
  )
  const { sha256, result } = signed.data?.['signSample'] as {
    sha256: string
    result: { disagreement: { share: number } }
  }
  expect(result).toMatchObject({ disagree: 2, disagreement: { share: 1, high: 1 } })
  const json = await get(`/samples/${id}/workpaper.json`, headersOf(auditor))
  expect(
    createHash('sha256')
      .update(await json.text())
      .digest('hex'),
  ).toBe(sha256)
  const page = await get(`/samples/${id}/workpaper.html`, headersOf(auditor))
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(await page.text()).toContain(sha256)
  expect((await get(`/samples/${id}/workpaper.csv`, headersOf(steward))).status).toBe(403)
})
