import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { IdSource, SystemClock, SystemRandomness } from '@assize/kernel'
import { Outbox } from '@assize/events/nest'
import { PostgresGitStore } from '@assize/gitstore/nest'
import { Database } from '@assize/platform'
import { freshDatabase, type FreshDatabase } from '@assize/testing'
import { usualDemands, type ImportVersion, type NewPublication } from '../index.js'
import { aNewVersion } from '../policy-store.contract.js'
import type { Branches } from './changes/branches.service.js'
import { PolicyChanges } from './policy-changes.service.js'
import { PolicyImport } from './policy-import.service.js'
import { PolicyService } from './policy.service.js'
import { PostgresPolicyStore } from './postgres-policy-store.js'

const clock = new SystemClock()
const ids = new IdSource(clock, new SystemRandomness())
const shippedFolder = fileURLToPath(new URL('../../../../policies', import.meta.url))
const author = { id: 'ann', name: 'Ann' }
const approver = { id: 'bea', name: 'Bea' }
/** As `main` is while nobody set a rule. */
const openBranches = {
  demands: (branch: string) => Promise.resolve(usualDemands(branch)),
} as Branches

let fresh: FreshDatabase
let database: Database
let store: PostgresPolicyStore
let policies: PolicyService
let imports: PolicyImport

beforeAll(async () => {
  fresh = await freshDatabase()
  database = new Database({ url: fresh.url, maxConnections: 4 })
  const git = new PostgresGitStore(database, ids, clock)
  store = new PostgresPolicyStore(database, git, new Outbox(ids, clock), ids, clock)
  policies = new PolicyService(store, clock)
  imports = new PolicyImport(store, policies)
})
afterAll(async () => {
  await database.close()
  await fresh.close()
})

const traced = (policy: string, version: string, text: string, day: number): ImportVersion => ({
  policy,
  text,
  externalName: `${policy}@${version}`,
  author: { id: 'import', name: 'Trace import' },
  at: new Date(Date.UTC(2025, 10, day)),
  message: `As used from 2025-11-${day}`,
  origin: 'imported',
  publish: { at: new Date(Date.UTC(2025, 10, day)), by: 'import' },
})

const answer = 'Answer with exactly one word: VALID or INVALID.\n'

test('what the product ships is committed in order, dated, published, and seeded once', async () => {
  const now = new Date('2026-06-01T00:00:00.000Z')
  const seeded = await imports.seedShippedPolicies(shippedFolder, { author, approver, now })
  expect(seeded).toHaveLength(10)
  const second = await policies.inForce('spam')
  expect(second).toMatchObject({ sequence: 2, origin: 'shipped', author: 'ann', title: 'Spam' })
  expect(second.text).toBe(readFileSync(`${shippedFolder}/spam/policy.md`, 'utf8'))
  expect(second.rules.every(({ start, end }) => start !== null && end !== null)).toBe(true)
  const first = await policies.inForce('spam', new Date('2026-05-20T00:00:00.000Z'))
  expect(first).toMatchObject({ sequence: 1, committedAt: new Date('2026-05-04T00:00:00.000Z') })
  expect(first.commit).toBe(second.parent)

  const later = new Date('2026-07-01T00:00:00.000Z')
  const again = await imports.seedShippedPolicies(shippedFolder, { author, approver, now: later })
  expect(again.map(({ commit }) => commit)).toEqual(seeded.map(({ commit }) => commit))
  expect(await database.query('SELECT FROM record_publication')).toHaveLength(10)
})

test('traces bring their versions under names of their own, found by the names they came with', async () => {
  const bundle = [
    traced('spam', 'aaa', `- SP0 Fine (VALID)\n- SP2 Spam (INVALID)\n${answer}`, 3),
    traced('fraud', 'bbb', `- FR0 Fine\n- FR2 Fraud\n${answer}`, 4),
    traced('spam', 'ccc', `- SP0 Fine (VALID)\n- SP3 More spam (INVALID)\n${answer}`, 5),
  ]
  const imported = await imports.importVersions(bundle)
  expect(imported.map(({ policy, sequence }) => [policy, sequence])).toEqual([
    ['imported-spam', 1],
    ['imported-fraud', 1],
    ['imported-spam', 2],
  ])
  expect(imported[0]).toMatchObject({
    title: 'Spam (imported)',
    manifestYaml: null,
    cases: null,
    contract: { kind: 'words', labels: [{ label: 'VALID' }, { label: 'INVALID' }] },
    manifest: { inferred: true, externalName: 'spam@aaa' },
  })
  expect((await policies.inForce('spam')).origin).toBe('shipped')
  expect((await policies.at('imported-spam', 'spam@aaa')).commit).toBe(imported[0]?.commit)
  const byName = await policies.byExternalNames(['spam@ccc', 'fraud@bbb', 'none@x'])
  expect([...byName.keys()].sort()).toEqual(['fraud@bbb', 'spam@ccc'])
  const then = await policies.inForce('imported-spam', new Date(Date.UTC(2025, 10, 4)))
  expect(then.manifest.externalName).toBe('spam@aaa')

  const heads = await database.query('SELECT * FROM git_ref')
  const again = await imports.importVersions([...bundle].reverse())
  expect(again.map(({ commit }) => commit)).toEqual(imported.map(({ commit }) => commit).reverse())
  expect(await database.query('SELECT * FROM git_ref')).toEqual(heads)
})

test('a version committed here is published by another person, and only so, also below the service', async () => {
  const changes = new PolicyChanges(store, policies, openBranches, clock)
  const manifestYaml = aNewVersion('').files.manifestYaml ?? ''
  const { commit } = await changes.commitPolicy({
    ...{ policy: 'own', text: 'SP-1.1 x', manifestYaml, message: 'm', author },
  })
  await expect(
    changes.publishPolicy({ policy: 'own', ref: 'v1', publishedBy: 'ann' }),
  ).rejects.toMatchObject({ code: 'OWN_CHANGE' })
  const raw = (more: Partial<NewPublication>) =>
    store.recordPublication('own', () => ({
      ...{ policy: 'own', commit, kind: 'published', note: null, publishedAt: clock.now() },
      publishedBy: 'ann',
      ...more,
    }))
  for (const kind of ['published', 'rollback', 'imported'] as const)
    await expect(raw({ kind })).rejects.toThrow('who wrote none of its changes')
  await expect(raw({ kind: 'imported', publishedBy: 'bea' })).rejects.toThrow('none of its changes')
  expect(await raw({ publishedBy: 'bea' })).toMatchObject({ commit })
  await changes.commitPolicy({
    ...{ policy: 'own', text: 'SP-1.1 y', manifestYaml, message: 'm', author: approver },
  })
  await expect(
    changes.publishPolicy({ policy: 'own', ref: 'main', publishedBy: 'bea' }),
  ).rejects.toMatchObject({ code: 'OWN_CHANGE' })
  expect(
    await changes.publishPolicy({ policy: 'own', ref: 'main', publishedBy: 'ann' }),
  ).toMatchObject({ kind: 'published' })
  expect(
    await changes.publishPolicy({ policy: 'own', ref: 'v1', publishedBy: 'ann' }),
  ).toMatchObject({ kind: 'rollback' })
})

test('of two commits from one parent at once, one goes in and the other hears that it moved', async () => {
  const changes = new PolicyChanges(store, policies, openBranches, clock)
  const { commit: parent } = await policies.at('spam', 'main')
  const { manifestYaml } = await policies.at('spam', 'main')
  const both = await Promise.allSettled(
    ['SP-1.1 one', 'SP-1.1 two'].map((text) =>
      changes.commitPolicy({
        ...{ policy: 'spam', text, manifestYaml: manifestYaml ?? '', message: 'm', author },
        parent,
      }),
    ),
  )
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { code: 'HEAD_MOVED' },
  })
  expect((await policies.at('spam', 'v3')).cases).toBe((await policies.at('spam', 'v2')).cases)
})

test('names no policy could have are unknown, and reach no query', async () => {
  for (const name of ['a\0b', '\ud800', '../spam', ''])
    for (const found of [policies.inForce(name), policies.at(name, 'v1'), policies.at(name)])
      await expect(found).rejects.toMatchObject({ code: 'POLICY_UNKNOWN' })
  for (const ref of ['a\0b', '\ud800@', 'v999999999', 'nothing', 'x'.repeat(10_000), 'ffff'])
    await expect(policies.at('spam', ref)).rejects.toMatchObject({ code: 'VERSION_UNKNOWN' })
})

test('a faulty import is refused whole', async () => {
  const before = await database.query('SELECT count(*) FROM record_policy_version')
  for (const [more, code] of [
    [{ text: ' ' }, 'TEXT_EMPTY'],
    [{ text: 'a\0' }, 'TEXT_HAS_NUL'],
    [{ externalName: 'a\0@1' }, 'TEXT_HAS_NUL'],
    [{ at: new Date(Number.NaN) }, 'SIGNATURE_REFUSED'],
    [{ message: '' }, 'MESSAGE_REFUSED'],
  ] as const)
    await expect(
      imports.importVersions([{ ...traced('odd', 'x', answer, 1), ...more }]),
    ).rejects.toMatchObject({ code })
  expect(await database.query('SELECT count(*) FROM record_policy_version')).toEqual(before)
})
