import 'reflect-metadata'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Principal } from '@assize/identity'
import { LogReader } from '@assize/tlog/nest'
import { VerdictStore } from '@assize/verdict'
import { EvidenceRoom } from '../../fixtures/evidence-room.js'
import { unpackTo, unzip } from '../../fixtures/unzip.js'

let room: EvidenceRoom
let auditor: Principal
let verdicts: string[]
let caseId: string

beforeAll(async () => {
  room = await EvidenceRoom.open()
  auditor = await room.person('auditor')
  const reviewer = await room.person('reviewer')
  await room.publishPolicies(
    await room.person('policy-author'),
    await room.person('policy-approver'),
  )
  verdicts = [await room.judge('one post'), await room.judge('another post')]
  caseId = await room.decide(verdicts[0] ?? '', reviewer, 'names a rule that is not there')
  const lodger = await room.person('appeals-specialist', 'lodger')
  await room.appeal(verdicts[0] ?? '', lodger, await room.person('appeals-specialist', 'decider'))
  await room.settle()
}, 60_000)
afterAll(() => room.close())

const textOf = (files: ReadonlyMap<string, Buffer>, path: string): string =>
  files.get(path)?.toString() ?? ''

function unpacked(files: ReadonlyMap<string, Buffer>): string {
  const folder = mkdtempSync(join(tmpdir(), 'assize-package-'))
  unpackTo(folder, files)
  return folder
}

/** The package other tests verify; made anew on demand only, so that what was made once goes on being accepted. */
function keepGolden(zip: Buffer, key: string): void {
  if (process.env['ASSIZE_GOLDEN'] !== 'write') return
  const golden = new URL('../../../src/evidence/__golden__/', import.meta.url)
  writeFileSync(new URL('package.zip', golden), zip)
  writeFileSync(new URL('package.vkey', golden), `${key}\n`)
}

describe('a package of one verdict', () => {
  test('holds what belongs to it, and its own verifier accepts it', async () => {
    const { job, zip } = await room.make(auditor, { verdictId: verdicts[0]!, purpose: 'a test' })
    expect(job).toMatchObject({ kind: 'evidence-package', rows: 1n })
    const files = await unzip(zip)
    const paths = [...files.keys()]
    expect(paths.filter((path) => !path.includes('/'))).toEqual([
      'manifest-sha256.txt',
      'bag-info.txt',
      'bagit.txt',
      'tagmanifest-sha256.txt',
    ])
    const id = verdicts[0]!
    for (const path of [
      'package.json',
      'verdicts.jsonl',
      'reviews.jsonl',
      'appeals.jsonl',
      'audit-events.jsonl',
      'checkpoints.jsonl',
      'keys.json',
      'VERIFY.md',
      'verify.mjs',
      'verify/main.mjs',
      `traces/${id}.json`,
      `dossiers/${id}.html`,
      `proofs/verdict-${id}.tlog-proof`,
      `proofs/verdict-${id}.record.json`,
    ])
      expect(paths).toContain(`data/${path}`)
    const described: unknown = JSON.parse(textOf(files, 'data/package.json'))
    expect(described).toMatchObject({
      schema: 'assize.evidence/1',
      scope: { verdictId: id },
      counts: { verdicts: 1, redactions: 0, policyVersions: 1 },
      redactions: [],
      request: { purpose: 'a test', requestedBy: { id: auditor.id, name: 'auditor' } },
    })
    const [key = ''] = await room.get(LogReader).verifierKeys()
    keepGolden(zip, key)
    const folder = unpacked(files)
    try {
      const told = execFileSync(
        process.execPath,
        [join(folder, 'data/verify.mjs'), folder, '--key', key, '--json'],
        { encoding: 'utf8' },
      )
      expect(JSON.parse(told)).toMatchObject({ holds: true, verdicts: 1 })
    } finally {
      rmSync(folder, { recursive: true })
    }
    expect(textOf(files, `data/dossiers/${id}.html`)).toContain('decided case #')
  }, 30_000)
})

test('the same scope at the same checkpoint gives the same bytes, the request record aside', async () => {
  const size = await room.settle()
  const ask = { filter: { policies: ['spam'] }, purpose: 'once', checkpointSize: size }
  const one = await unzip((await room.make(auditor, ask)).zip)
  await room.judge('a third post, later than the checkpoint')
  const two = await unzip((await room.make(auditor, { ...ask, purpose: 'twice' })).zip)
  expect([...two.keys()]).toEqual([...one.keys()])
  const differing = [...one].filter(([path, bytes]) => !bytes.equals(two.get(path) ?? Buffer.of()))
  expect(differing.map(([path]) => path).filter((path) => path.startsWith('data/'))).toEqual([
    'data/package.json',
  ])
  const told = (files: Map<string, Buffer>) =>
    JSON.parse(textOf(files, 'data/package.json')) as { request: unknown }
  expect({ ...told(two), request: null }).toEqual({ ...told(one), request: null })
  const lines = (files: Map<string, Buffer>) =>
    textOf(files, 'manifest-sha256.txt')
      .split('\n')
      .filter((line) => !line.includes('package.json'))
  expect(lines(two)).toEqual(lines(one))
}, 30_000)

test('a case brings its verdict; words that were erased are listed, and proofs still hold', async () => {
  const verdict = (await room.get(VerdictStore).findVerdicts(verdicts)).get(verdicts[1] ?? '')
  await room.erase(verdict?.contentItemId ?? '', verdict?.id ?? '')
  const ofCase = await unzip((await room.make(auditor, { caseId, purpose: 'a case' })).zip)
  expect([...ofCase.keys()]).toContain(`data/dossiers/${verdicts[0]}.html`)
  const files = await unzip(
    (await room.make(auditor, { verdictId: verdicts[1]!, purpose: 'erased' })).zip,
  )
  const { redactions } = JSON.parse(textOf(files, 'data/package.json')) as {
    redactions: { kind: string; why: string }[]
  }
  expect(redactions.map(({ kind, why }) => `${kind} ${why}`).sort()).toEqual([
    'attempt erased',
    'content-item erased',
    'finding-set erased',
    'verdict erased',
  ])
  expect([...files.values()].some((bytes) => bytes.includes('another post'))).toBe(false)
  const dossier = textOf(files, `data/dossiers/${verdicts[1]}.html`)
  expect(dossier).toContain('erased: the words are gone')
  expect(verdict?.externalId).toMatch(/^ext-/)
  expect(dossier).not.toContain(verdict?.externalId)
}, 30_000)
