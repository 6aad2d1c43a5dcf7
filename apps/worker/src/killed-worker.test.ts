import 'reflect-metadata'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { ClassificationModule, ClassificationService } from '@assize/classification/nest'
import { EventsModule } from '@assize/events/nest'
import { IdentityModule } from '@assize/identity/nest'
import { DomainError } from '@assize/kernel'
import { Config, Database } from '@assize/platform'
import { PlatformModule } from '@assize/platform/nest'
import { PolicyImport, PolicyReleases } from '@assize/policy/nest'
import { ReasoningAuditModule } from '@assize/reasoning-audit/nest'
import { freshDatabase, type FreshDatabase } from '@assize/testing'
import { Module, type INestApplicationContext } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { Child } from './fixtures/child-process.js'

const shippedPolicies = fileURLToPath(new URL('../../../policies', import.meta.url))
const author = { id: '00000000-0000-7000-8000-000000000001', name: 'Ann' }
const approver = { id: '00000000-0000-7000-8000-000000000002', name: 'Bea' }
const submissions = 1_000

@Module({})
class Submitter {}

let fresh: FreshDatabase
let directory: string
let settings: Record<string, string>
let submitter: INestApplicationContext
let database: Database
const children: Child[] = []

beforeAll(async () => {
  fresh = await freshDatabase()
  directory = mkdtempSync(join(tmpdir(), 'assize-worker-'))
  const secrets = join(directory, 'secrets.json')
  writeFileSync(secrets, JSON.stringify({ contentHmacKey: 'k'.repeat(64) }))
  const simulators = await Promise.all(['sim-a', 'sim-b'].map(startSimulator))
  settings = {
    DATABASE_URL: fresh.url,
    ASSIZE_SECRETS_FILE: secrets,
    ASSIZE_ENDPOINTS: JSON.stringify(simulators),
    LOG_LEVEL: 'info',
  }
  const rooms = [EventsModule, IdentityModule, ClassificationModule, ReasoningAuditModule]
  const config = Config.read(settings)
  submitter = await NestFactory.createApplicationContext(
    { module: Submitter, imports: [PlatformModule.forRoot(config), ...rooms] },
    { abortOnError: false, logger: false },
  )
  database = submitter.get(Database)
  const policies = submitter.get(PolicyImport, { strict: false })
  await policies.seedShippedPolicies(shippedPolicies, { author, approver, now: new Date() })
})

afterAll(async () => {
  for (const child of children) await child.kill()
  await submitter.close()
  await fresh.close()
  rmSync(directory, { recursive: true })
})

async function startSimulator(name: string): Promise<object> {
  const args = ['--name', name, '--port', '0', '--mean-latency-ms', '150', '--faults', 'usual']
  const { child, said } = await Child.start('vllm-sim', /(http:\S+\/v1)/, args, {})
  children.push(child)
  const model = 'simulated/gpt-oss-safeguard-20b'
  return { name, kind: 'vllm', baseUrl: said[1], model, onPremises: true, simulated: true }
}

async function startWorker(): Promise<Child> {
  const { child } = await Child.start('worker', /the worker takes jobs/, [], settings)
  children.push(child)
  return child
}

/** Half as one item each under one policy, half with keys and sent twice, as callers who hear no answer do. */
async function submit(from: number, to: number): Promise<void> {
  const names = ['spam', 'harassment', 'self-harm', 'weapons-trade', 'prompt-injection']
  const items = Array.from({ length: to - from }, (_, i) => ({
    content: { text: `Message ${from + i}: buy two, get one, click the link below.` },
    policies: [{ policy: names[i % names.length] ?? '' }],
    idempotencyKey: i % 2 === 0 ? `key-${from + i}` : null,
  }))
  const classification = submitter.get(ClassificationService, { strict: false })
  const results = await classification.submit('caller', items)
  const again = await classification.submit(
    'caller',
    items.filter(({ idempotencyKey }) => idempotencyKey),
  )
  const refused = [...results, ...again].filter((result) => result instanceof DomainError)
  expect(refused).toEqual([])
}

const count = async (from: string): Promise<number> =>
  (await database.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${from}`))[0]?.n ?? 0

async function untilRecorded(least: number): Promise<void> {
  while ((await count('record_verdict')) < least) await sleep(50)
}

test('each of 1,000 submissions has one outcome, however often the worker is killed', async () => {
  await submit(0, 300)
  const first = await startWorker()
  await untilRecorded(50)
  // More comes in while nobody judges, and while somebody does.
  const meanwhile = submit(300, 700)
  await first.kill()
  await meanwhile
  const second = await startWorker()
  await Promise.all([submit(700, submissions), untilRecorded(350)])
  await second.kill()
  expect(await count(`classification WHERE state = 'pending'`)).toBeGreaterThan(0)
  await startWorker()

  while ((await count(`classification WHERE state = 'pending'`)) > 0) await sleep(100)

  expect(await count('classification')).toBe(submissions)
  expect(await count('record_verdict v JOIN classification c USING (id)')).toBe(submissions)
  const once = [
    'record_verdict',
    'payload_verdict',
    'verdict_listing',
    'record_finding_set',
    `outbox WHERE type = 'verdict.recorded'`,
    `record_action WHERE cause_kind = 'verdict'`,
  ]
  const counts = await Promise.all(once.map(count))
  expect(Object.fromEntries(once.map((of, i) => [of, counts[i]]))).toEqual(
    Object.fromEntries(once.map((of) => [of, submissions])),
  )
  const outcomes = await database.query<{ id: string }>(
    `SELECT c.id FROM classification c JOIN record_verdict v USING (id)
     WHERE c.outcome IS DISTINCT FROM v.outcome OR c.state <> 'recorded'`,
  )
  expect(outcomes).toEqual([])
  const forPeople = `verdict_listing WHERE flagged OR outcome = 'undetermined'`
  expect(await count('review_case')).toBe(await count(forPeople))
}, 180_000)

test('a version on trial judges beside the one in force, and nothing is done for what it says', async () => {
  const releases = submitter.get(PolicyReleases, { strict: false })
  await releases.set({
    ...{ policy: 'spam', arm: 'shadow', ref: 'v1', share: null },
    ...{ note: null, by: author.id },
  })
  const items = Array.from({ length: 60 }, (_, i) => ({
    content: { text: `Offer ${i}: buy now, buy again, click here and here and here.` },
    policies: [{ policy: 'spam' }],
  }))
  await submitter.get(ClassificationService, { strict: false }).submit('caller', items)
  while ((await count(`classification WHERE state = 'pending'`)) > 0) await sleep(100)

  const beside = `verdict_listing v WHERE v.arm = 'shadow'`
  expect(await count(beside)).toBe(60)
  expect(
    await count(`record_verdict v JOIN record_policy_version p
    ON p.policy = v.policy AND p."commit" = v.policy_commit
    WHERE v.arm = 'shadow' AND p.sequence = 1`),
  ).toBe(60)
  // Were it in force, something would have been asked for these.
  expect(await count(`${beside} AND (v.flagged OR v.outcome <> 'allowed')`)).toBeGreaterThan(0)
  for (const table of ['record_action', 'review_case'])
    expect(
      await count(`${table} t JOIN verdict_listing v USING (verdict_id) WHERE v.arm = 'shadow'`),
    ).toBe(0)
  expect(
    await count(`record_action a JOIN verdict_listing v USING (verdict_id)
    JOIN classification c ON c.id = v.verdict_id WHERE c.policy = 'spam' AND v.arm = 'live'`),
  ).toBe(260)
}, 60_000)
