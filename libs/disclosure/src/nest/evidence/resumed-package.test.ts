import 'reflect-metadata'
import { appendFileSync, rmSync } from 'node:fs'
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import { ContentIndexer } from '@assize/content/nest'
import type { Principal } from '@assize/identity'
import { ed25519Signer, formatVerifierKey, signatureLine } from '@assize/tlog'
import { LogReader } from '@assize/tlog/nest'
import type { JobInHand } from '../../export-job.js'
import { DisclosureError } from '../../disclosure-error.js'
import { ExportFiles } from '../export-files.js'
import type { JobWork, Made } from '../export-maker.js'
import { PostgresExportStore } from '../postgres-export-store.js'
import { EvidenceMaker } from './evidence-maker.js'
import { toParams } from './evidence-request.js'
import { EvidenceScopes } from './evidence-scopes.js'
import { EvidenceRoom } from '../../fixtures/evidence-room.js'
import { unzip } from '../../fixtures/unzip.js'

/** More than are written at once. */
const verdicts = 41

let room: EvidenceRoom
let idle: EvidenceRoom
let auditor: Principal

beforeAll(async () => {
  room = await EvidenceRoom.open()
  auditor = await room.person('auditor')
  await room.publishPolicies(
    await room.person('policy-author'),
    await room.person('policy-approver'),
  )
  for (let n = 0; n < verdicts; n++) await room.judge(`post number ${n}`)
  await room.settle()
  idle = await EvidenceRoom.open({ url: room.url, dataDir: room.dataDir, worker: false })
}, 120_000)
afterAll(async () => {
  await idle.close()
  await room.close()
})

/** A job nobody works at, so that the test may. */
async function jobInHand(): Promise<JobInHand> {
  const size = await room.settle()
  const { id } = await idle.begin(auditor, { filter: {}, purpose: 'x', checkpointSize: size })
  await room.database.query(
    `UPDATE export_job SET state = 'done', sha256 = 'x', finished_at = now() WHERE id = $1::uuid`,
    [id],
  )
  const job = await room.get(PostgresExportStore).find(id)
  if (!job) throw new TypeError('expected the job')
  return { ...job, position: null }
}

class Killed extends Error {}

/** Works at a job until its `steps`-th step, and tells where it was then. */
function work(steps: number): { work: JobWork; kept: () => unknown } {
  let position: unknown = null
  let left = steps
  return {
    kept: () => position,
    work: {
      requester: auditor,
      refuseWhenClosing: () => undefined,
      noteTotal: () => Promise.resolve(),
      advance: (_done, at) => {
        if (left-- === 0) throw new Killed()
        position = JSON.parse(JSON.stringify(at))
        return Promise.resolve()
      },
    },
  }
}

const maker = (): EvidenceMaker => {
  const found = room.get(EvidenceMaker)
  found.keepEveryMs = 0
  return found
}

const made = async (job: JobInHand): Promise<[Made, Buffer]> => {
  const answer = await maker().make(job, work(1_000).work)
  return [answer, await room.read(job)]
}

test.each([1, 2])(
  'a worker killed after %i steps leaves what the next one ends, to the byte',
  async (steps) => {
    const job = await jobInHand()
    const [whole, bytes] = await made(job)
    await room.get(ExportFiles).removeAll(job.id)
    const killed = work(steps)
    await expect(maker().make(job, killed.work)).rejects.toBeInstanceOf(Killed)
    // What it wrote after its last step, or half of it, is there as well.
    appendFileSync(room.get(ExportFiles).pathOf(job.id, job.fileName), 'torn')
    appendFileSync(room.get(ExportFiles).pathOf(job.id, 'verdicts.jsonl.part'), '{"half')
    const [again, resumed] = await made({ ...job, position: killed.kept() })
    expect(again.sha256).toBe(whole.sha256)
    expect(resumed.equals(bytes)).toBe(true)
    expect((await unzip(resumed)).size).toBeGreaterThan(verdicts * 10)
  },
  60_000,
)

test('a cosignature that arrives between, and a key that is new, change nothing of a package made again', async () => {
  const job = await jobInHand()
  const [whole, bytes] = await made(job)
  const { checkpointSize: size } = job.params
  const { origin, note } = (await room.get(LogReader).checkpointOf(BigInt(String(size))))!
  await room.database.query(
    `INSERT INTO log_cosignature (origin, size, witness, line, received_at)
     VALUES ($1, $2, 'w1', $3, now())`,
    [origin, size, signatureLine(ed25519Signer('w1', new Uint8Array(32)), note)],
  )
  const key = formatVerifierKey(ed25519Signer(origin, new Uint8Array(32).fill(1)).key)
  await room.database.query(
    `INSERT INTO record_log_key (id, origin, vkey, kind, recorded_at)
     VALUES (uuidv7(), $1, $2, 'introduced', now())`,
    [origin, key],
  )
  const since = await room.get(LogReader).checkpointOf(BigInt(String(size)))
  expect(since?.note).not.toBe(note)
  expect(await room.get(LogReader).verifierKeys()).toContain(key)
  await room.get(ExportFiles).removeAll(job.id)
  const [again, remade] = await made(job)
  expect(remade.equals(bytes)).toBe(true)
  expect(again.sha256).toBe(whole.sha256)
}, 60_000)

test('a worker whose disk was lost begins anew', async () => {
  const job = await jobInHand()
  const [whole] = await made(job)
  const killed = work(1)
  await room.get(ExportFiles).removeAll(job.id)
  await expect(maker().make(job, killed.work)).rejects.toBeInstanceOf(Killed)
  rmSync(room.get(ExportFiles).pathOf(job.id, ''), { recursive: true })
  const [again] = await made({ ...job, position: killed.kept() })
  expect(again.sha256).toBe(whole.sha256)
}, 60_000)

test('no more than a handful of verdicts is held at once, whatever the scope', async () => {
  const job = await jobInHand()
  const scopes = room.get(EvidenceScopes)
  const page = jest.spyOn(scopes, 'page')
  await maker().make(job, work(1_000).work)
  const held = await Promise.all(
    page.mock.results.map(({ value }) => value as ReturnType<EvidenceScopes['page']>),
  )
  page.mockRestore()
  expect(held.map(({ length }) => length)).toEqual([20, 20, 1, 0])
}, 60_000)

test('who lost the permission since gets no package', () => {
  const without = { ...auditor, roles: ['admin'] as const }
  expect(() => maker().requirePermission(without, [])).toThrow(DisclosureError)
  expect(() => maker().requirePermission(auditor, ['content', 'trace'])).not.toThrow()
})

test('a search for words finds only what the requester may read', async () => {
  await room.get(ContentIndexer).indexBatch()
  const scopes = ['evidence:export', 'verdict:read'] as const
  const text = { filter: { text: 'number 7' }, purpose: 'x' }
  const asked = { ...(await jobInHand()), params: toParams(text) }
  const counted = async (requester: Principal) =>
    (await maker().make(asked, { ...work(1_000).work, requester })).rows
  expect(await counted(auditor)).toBe(1n)
  expect(await counted({ ...auditor, scopes: [...scopes, 'trace:read'] })).toBe(0n)
  expect(await counted({ ...auditor, scopes })).toBe(0n)
}, 60_000)

test('the manifest counts what the package holds', async () => {
  const job = await jobInHand()
  const [{ manifest }, zip] = await made(job)
  const files = await unzip(zip)
  const told = JSON.parse(files.get('data/package.json')?.toString() ?? '') as {
    counts: Record<string, number>
  }
  const proofs = [...files.keys()].filter((path) => path.endsWith('.tlog-proof'))
  const { records, policyVersions, redactions } = told.counts
  expect(manifest).toMatchObject({ records, policyVersions, redactions })
  expect(records).toBe(proofs.length)
}, 60_000)

test('what the requester may not see is withheld and listed', async () => {
  const scopes = ['evidence:export', 'verdict:read'] as const
  const narrow: Principal = { ...auditor, scopes }
  const job = { ...(await jobInHand()), words: [] }
  await maker().make(job, { ...work(1_000).work, requester: narrow })
  const files = await unzip(await room.read(job))
  const told = JSON.parse(files.get('data/package.json')?.toString() ?? '') as {
    redactions: { what: string; why: string }[]
  }
  expect(told.redactions.map(({ why }) => why)).toEqual(Array(4).fill('permission'))
  const all = Buffer.concat([...files.values()]).toString()
  expect(all).not.toContain('post number 7')
  expect(all).not.toContain('says that repetition violates')
  expect([...files.keys()].some((path) => path.startsWith('data/traces/'))).toBe(false)
}, 60_000)
