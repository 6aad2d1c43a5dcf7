import 'reflect-metadata'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { EventsModule } from '@assize/events/nest'
import { grantOfRole, type Role } from '@assize/identity'
import { canonicalJson, commitTo, toBase64 } from '@assize/kernel'
import { Config, Database, insertRows } from '@assize/platform'
import { PlatformModule } from '@assize/platform/nest'
import { parseVerifierKey, verifyRecord } from '@assize/tlog'
import { SequencingModule } from '@assize/tlog/nest'
import { Module, type INestApplicationContext } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { recordJudged } from './fixtures/judged-content.js'
import { RunningApi, type Caller } from './fixtures/running-api.js'

@Module({})
class Keeper {}

const secret = 'only for those who may'
const words = { trace: secret, output: 'INVALID', rationale: null }
const salt = new Uint8Array(32)

let api: RunningApi
let keeper: INestApplicationContext
let directory: string
let id: string

beforeAll(async () => {
  api = await RunningApi.start()
  await api.publishPolicies()
  id = await recordVerdict()
  directory = mkdtempSync(join(tmpdir(), 'assize-verdict-record-'))
  const secrets = join(directory, 'secrets.json')
  const logKeys = [{ seed: toBase64(new Uint8Array(32).fill(9)) }]
  writeFileSync(secrets, JSON.stringify({ contentHmacKey: 'k'.repeat(64), logKeys }))
  const config = Config.read({
    DATABASE_URL: api.databaseUrl,
    ASSIZE_SECRETS_FILE: secrets,
    ASSIZE_DATA_DIR: directory,
    ASSIZE_LOG_CHECKPOINT_MS: '100',
  })
  const imports = [PlatformModule.forRoot(config), EventsModule, SequencingModule]
  keeper = await NestFactory.createApplicationContext(
    { module: Keeper, imports },
    { logger: false },
  )
  const auditor = await api.login('auditor')
  while ((await taken(auditor))?.logEntry?.proof == null)
    await new Promise((resolve) => setTimeout(resolve, 200))
}, 180_000)
afterAll(async () => {
  await keeper.close()
  await api.close()
  rmSync(directory, { recursive: true })
})

async function recordVerdict(): Promise<string> {
  const [version] = await api.database.query<{ policy: string; commit: string }>(
    'SELECT policy, commit FROM record_policy_version LIMIT 1',
  )
  const { verdictId } = await recordJudged(api.database, {
    ...{ policy: version?.policy ?? '', policyCommit: version?.commit ?? '', text: secret },
    ...{ decidedBy: '00000000-0000-7000-8000-000000000001' },
    commitment: commitTo(salt, canonicalJson(words)),
  })
  await insertRows(api.database, 'payload_verdict', [{ verdict_id: verdictId, salt, ...words }])
  return verdictId
}

interface Taken {
  readonly logRecord: string | null
  readonly logEntry: { readonly proof: string | null } | null
}

async function taken(caller: Caller): Promise<Taken | null> {
  const query = 'query ($id: ID!) { verdict(id: $id) { logRecord logEntry { proof } } }'
  const { data, errors } = await api.ask(caller, query, { id })
  expect(errors).toBeUndefined()
  return data?.['verdict'] as Taken | null
}

test.each<Role>([
  ...(['admin', 'policy-author', 'policy-approver', 'reviewer', 'senior-reviewer'] as const),
  ...(['appeals-specialist', 'auditor', 'data-steward'] as const),
])('%s takes a verdict away as far as they may read it, and what they take holds', async (role) => {
  const verdict = await taken(await api.login(role))
  if (grantOfRole(role, 'verdict:read') !== 'all') return expect(verdict).toBeNull()
  const mayRead = grantOfRole(role, 'trace:read') === 'all'
  const keys = await (await fetch(`${api.url}/log/vkey`)).text()
  const logKeys = keys.trim().split('\n').map(parseVerifierKey)
  const report = verifyRecord(verdict?.logRecord ?? '', verdict?.logEntry?.proof ?? '', { logKeys })
  expect(verdict?.logRecord?.includes(secret)).toBe(mayRead)
  expect(report).toMatchObject({
    holds: true,
    evidence: { checked: { words: mayRead ? 'bound' : 'withheld', entry: { id } } },
  })
})

test('once its words are erased, the verdict is still proven, and the file says why they are gone', async () => {
  const eraser = new Database({ url: api.databaseUrl, role: 'assize_eraser', maxConnections: 1 })
  await eraser.query('DELETE FROM payload_verdict WHERE verdict_id = $1', [id])
  await eraser.close()
  const verdict = await taken(await api.login('auditor'))
  const keys = await (await fetch(`${api.url}/log/vkey`)).text()
  const logKeys = keys.trim().split('\n').map(parseVerifierKey)
  const report = verifyRecord(verdict?.logRecord ?? '', verdict?.logEntry?.proof ?? '', { logKeys })
  expect(report).toMatchObject({ holds: true, evidence: { checked: { words: 'erased' } } })
})
