import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { AppealErasingModule } from '@assize/appeal/nest'
import { CustodyWorkModule } from '@assize/custody/nest'
import { DatasetErasingModule } from '@assize/dataset/nest'
import { EventsModule } from '@assize/events/nest'
import { seedIdentities } from '@assize/identity/nest'
import { Config } from '@assize/platform'
import { PlatformModule } from '@assize/platform/nest'
import { FindingErasingModule } from '@assize/reasoning-audit/nest'
import { DecisionErasingModule } from '@assize/review/nest'
import { VerdictErasingModule } from '@assize/verdict/nest'
import { Module, type INestApplicationContext } from '@nestjs/common'
import { LogReader, SequencingModule, verifyLogOver } from '@assize/tlog/nest'
import { parseVerifierKey, verifyProof } from '@assize/tlog'
import { NestFactory } from '@nestjs/core'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Judged } from './fixtures/judged-content.js'
import { RunningApi, type Caller, type GraphqlAnswer } from './fixtures/running-api.js'
import { recordWorded } from './fixtures/worded-content.js'

/** Stands in every word there is about the content; nothing else may hold it afterwards. */
const marker = 'zyzzyva-quokka-48213'
const seed = Buffer.alloc(32, 7).toString('base64')
const dataDir = mkdtempSync(join(tmpdir(), 'assize-erasure-'))

@Module({})
class WorkerModule {}

let api: RunningApi
let worker: INestApplicationContext
let judged: Judged
let steward: Caller
let second: Caller

beforeAll(async () => {
  api = await RunningApi.start({ ASSIZE_ERASURE: 'on', ASSIZE_DATA_DIR: dataDir })
  await api.publishPolicies()
  await seedIdentities(
    api.database,
    {
      users: {
        'data-steward-2': {
          ...{ email: 'data-steward-2@assize.example', password: 'correct horse battery' },
        },
      },
      apiKeys: {},
    },
    {},
  )
  steward = await api.login('data-steward')
  second = await api.login('data-steward-2')
  judged = await recordWorded(api.database, marker)
  worker = await startWorker()
}, 60_000)
afterAll(async () => {
  await worker.close()
  await api.close()
  rmSync(dataDir, { recursive: true })
})

/** What a worker has of erasing, over the same database. */
async function startWorker(): Promise<INestApplicationContext> {
  const secrets = join(dataDir, 'secrets.json')
  writeFileSync(secrets, JSON.stringify({ contentHmacKey: 'k'.repeat(64), logKeys: [{ seed }] }))
  const config = Config.read({
    DATABASE_URL: api.databaseUrl,
    DATABASE_ERASER_URL: api.databaseUrl,
    ASSIZE_SECRETS_FILE: secrets,
    ASSIZE_DATA_DIR: dataDir,
  })
  const rooms = [
    EventsModule,
    SequencingModule,
    CustodyWorkModule,
    VerdictErasingModule,
    FindingErasingModule,
  ]
  const more = [DecisionErasingModule, AppealErasingModule, DatasetErasingModule]
  return NestFactory.createApplicationContext(
    { module: WorkerModule, imports: [PlatformModule.forRoot(config), ...rooms, ...more] },
    { abortOnError: false, logger: false },
  )
}

/** The application may not read partitions or the queue; whoever looks for a trace of words may. */
const asOwner = <Row extends object = object>(text: string, values: readonly unknown[] = []) =>
  api.database.transaction(async (tx) => {
    await tx.query('SET LOCAL ROLE NONE')
    return tx.query<Row>(text, values)
  })

/** Every table of the database that has the marker anywhere in a row, as text. */
async function tablesWith(text: string): Promise<readonly string[]> {
  const tables = await asOwner<{ name: string }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c
     JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname IN ('public', 'bullmq')`,
  )
  const found: string[] = []
  for (const { name } of tables) {
    const rows = await asOwner(
      `SELECT 1 FROM ${name} t WHERE t::text LIKE '%' || $1 || '%' OR t::text LIKE '%' || $2 || '%' LIMIT 1`,
      [text, Buffer.from(text).toString('hex')],
    )
    if (rows.length > 0) found.push(name.replace('public.', ''))
  }
  return found.sort()
}

const fields = `__typename ... on ErasureRequest { id state mine }
  ... on Refusal { code message }`
const request = `mutation ($input: RequestErasureInput!) { requestErasure(input: $input) { ${fields} } }`
const execute = `mutation ($id: ID!) { executeErasure(id: $id) { ${fields} } }`

type Answered = { __typename: string; id: string; code?: string; state?: string }
const answered = ({ data, errors }: GraphqlAnswer, field: string): Answered => {
  expect(errors).toBeUndefined()
  return data?.[field] as Answered
}

const because = { reason: 'SUBJECT_REQUEST', legalBasis: 'GDPR_17_1_A' }

describe('an erasure over the API', () => {
  test('is not for others than stewards', async () => {
    const answer = await api.ask(await api.login('admin'), request, {
      input: { scope: { contentItemIds: [judged.contentItemId] }, ...because },
    })
    expect(answered(answer, 'requestErasure')).toMatchObject({ code: 'FORBIDDEN' })
  })

  test('begins with a dry run that names what would go', async () => {
    const { data, errors } = await api.ask(
      steward,
      `query ($scope: ErasureScopeInput!) { erasurePreview(scope: $scope) {
         ... on ErasurePreview { items reach { kind count } holds { holdId } } } }`,
      { scope: { contentItemIds: [judged.contentItemId] } },
    )
    expect(errors).toBeUndefined()
    const reach = ['CONTENT', 'AUTHOR', 'VERDICT', 'ATTEMPT', 'FINDING_SET', 'DECISION', 'APPEAL']
    expect(data).toMatchObject({
      erasurePreview: {
        items: 1,
        reach: expect.arrayContaining(
          [...reach, 'APPEAL_DECISION'].map((kind) => ({ kind, count: 1 })),
        ),
        holds: [],
      },
    })
  })

  test('takes every word, by another person’s hand, and leaves what was decided', async () => {
    expect(await tablesWith(marker)).toEqual([
      ...['payload_appeal', 'payload_appeal_decision', 'payload_attempt', 'payload_author'],
      ...['payload_content_item', 'payload_decision', 'payload_finding_set', 'payload_verdict'],
      'verdict_listing',
    ])
    const asked = answered(
      await api.ask(steward, request, {
        input: { scope: { contentItemIds: [judged.contentItemId] }, ...because },
      }),
      'requestErasure',
    )
    expect(asked).toMatchObject({ state: 'OPEN', mine: true })
    const own = answered(await api.ask(steward, execute, { id: asked.id }), 'executeErasure')
    expect(own).toMatchObject({ __typename: 'Refusal', code: 'SAME_PERSON' })
    const approved = answered(await api.ask(second, execute, { id: asked.id }), 'executeErasure')
    expect(approved).toMatchObject({ state: 'EXECUTING', mine: false })
    await until(async () => {
      const { data } = await api.ask(
        second,
        'query ($id: ID!) { erasureRequest(id: $id) { state itemsDone } }',
        { id: asked.id },
      )
      expect(data).toEqual({ erasureRequest: { state: 'DONE', itemsDone: 1 } })
    })
    expect(await tablesWith(marker)).toEqual([])
    const [facts] = await api.database.query(
      `SELECT (SELECT count(*)::int FROM record_verdict WHERE id = $1) AS verdicts,
         (SELECT count(*)::int FROM record_decision WHERE id = $2) AS decisions`,
      [judged.verdictId, judged.decisionId],
    )
    expect(facts).toEqual({ verdicts: 1, decisions: 1 })
  }, 60_000)

  test('shows why the words are gone', async () => {
    const { data, errors } = await api.ask(
      await api.login('auditor'),
      `query ($id: ID!) { verdict(id: $id) { trace contentItem {
         erased messages { text } preview erasure { reason legalBasis } } } }`,
      { id: judged.verdictId },
    )
    expect(errors).toBeUndefined()
    expect(data).toEqual({
      verdict: {
        trace: null,
        contentItem: {
          ...{ erased: true, messages: null, preview: null },
          erasure: { reason: 'SUBJECT_REQUEST', legalBasis: 'GDPR_17_1_A' },
        },
      },
    })
  })

  test('leaves every proof as it was, and the log agrees with the record', async () => {
    await until(async () => {
      const pending = await api.database.query('SELECT 1 FROM log_pending LIMIT 1')
      const [checkpoint] = await api.database.query<{ whole: boolean }>(
        'SELECT max(c.size) = s.size AS whole FROM log_state s LEFT JOIN log_checkpoint c ON true GROUP BY s.size',
      )
      expect([pending, checkpoint]).toEqual([[], { whole: true }])
    })
    const log = new LogReader(api.database)
    const logKeys = (await log.verifierKeys()).map(parseVerifierKey)
    for (const [kind, id] of [
      ['verdict', judged.verdictId],
      ['decision', judged.decisionId],
      ['content-item', judged.contentItemId],
    ] as const) {
      const logged = (await log.entriesOf(kind, [id])).get(id)
      const proof = await log.proof(logged?.index ?? -1n)
      expect(verifyProof(proof, logged?.entry ?? '', { logKeys }).index).toBe(logged?.index)
    }
    const report = await verifyLogOver(api.database, { dataDir }, { keys: [], heads: [] })
    expect(report.differences).toEqual([])
    const kinds = await api.database.query<{ kind: string }>(
      "SELECT kind FROM log_entry WHERE kind IN ('erasure', 'erased-item') ORDER BY kind",
    )
    expect(kinds.map(({ kind }) => kind)).toEqual(['erased-item', 'erasure'])
  }, 60_000)

  test('stands on the audit trail, with who asked, who approved, and what was refused', async () => {
    const told = await api.database.query<{ action: string; outcome: string }>(
      `SELECT action, outcome FROM record_audit_event WHERE action LIKE 'erasure.%' OR action = 'content.erased' ORDER BY id`,
    )
    expect(told).toEqual(
      expect.arrayContaining([
        { action: 'erasure.requested', outcome: 'done' },
        { action: 'erasure.approved', outcome: 'refused' },
        { action: 'erasure.approved', outcome: 'done' },
        { action: 'content.erased', outcome: 'done' },
      ]),
    )
  })
})

async function until(check: () => Promise<void>): Promise<void> {
  for (let tries = 0; ; tries++)
    try {
      return await check()
    } catch (error) {
      if (tries > 100) throw error
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
}
