import 'reflect-metadata'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Principal } from '@assize/identity'
import { parseVerifierKey } from '@assize/tlog'
import { LogReader } from '@assize/tlog/nest'
import { verifyPackage } from '../../evidence/verify-package.js'
import { EvidenceRoom } from '../../fixtures/evidence-room.js'
import { digest, MemoryPackage } from '../../fixtures/memory-package.js'
import { unpackTo, unzip } from '../../fixtures/unzip.js'

const standalone = fileURLToPath(new URL('../../../../tlog/assets/verify.mjs', import.meta.url))

let room: EvidenceRoom
let auditor: Principal
let key: string
let gone: string
let alsoGone: string
let whole: MemoryPackage

beforeAll(async () => {
  room = await EvidenceRoom.open()
  auditor = await room.person('auditor')
  await room.publishPolicies(
    await room.person('policy-author'),
    await room.person('policy-approver'),
  )
  await room.judge('a post that stays')
  ;[gone, alsoGone] = [await room.judge('a post that goes'), await room.judge('one more that goes')]
  for (const id of [gone, alsoGone]) await room.erase(await room.contentOf(id), id)
  await room.settle()
  key = (await room.get(LogReader).verifierKeys())[0] ?? ''
  whole = await made({ filter: {} })
}, 60_000)
afterAll(() => room.close())

async function made(asked: Omit<Parameters<EvidenceRoom['make']>[1], 'purpose'>) {
  const { zip } = await room.make(auditor, { ...asked, purpose: 'what was erased' })
  return new MemoryPackage(await unzip(zip))
}

const verify = (pack: MemoryPackage) =>
  verifyPackage(pack, { logKeys: [parseVerifierKey(key)] }, digest)

/** What the verifier says that a package brings along. */
function verifyAlone(pack: MemoryPackage): { holds: boolean; where?: string; why?: string } {
  const folder = mkdtempSync(join(tmpdir(), 'assize-erased-'))
  try {
    unpackTo(folder, pack.files)
    const args = [standalone, folder, '--key', key, '--json']
    const run = spawnSync(process.execPath, args, { encoding: 'utf8' })
    return JSON.parse(run.stdout) as ReturnType<typeof verifyAlone>
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Takes out what is proven of some kinds and says what `of` says, with its lines and counts, as a forger would. */
function without(kind: string, of: string): MemoryPackage {
  const pack = whole.copy()
  const names = [...pack.files.keys()].filter(
    (path) =>
      path.startsWith(`data/proofs/${kind}-`) &&
      path.endsWith('.record.json') &&
      pack.text(path).includes(of),
  )
  for (const path of names) pack.remove(path).remove(path.replace('.record.json', '.tlog-proof'))
  const isOf = (line: string) => line.includes(`"log_kind":"${kind}"`) && line.includes(of)
  pack.change('data/erasures.jsonl', (text) =>
    text
      .split('\n')
      .filter((line) => !isOf(line))
      .join('\n'),
  )
  return pack
    .change('data/package.json', (text) => {
      const told = JSON.parse(text) as { counts: { records: number } }
      told.counts.records -= names.length
      return JSON.stringify(told)
    })
    .rebag()
}

test('erased words come with the entries of their erasures, and both verifiers accept them', async () => {
  const report = await verify(whole)
  expect(report).toMatchObject({ proved: true, verdicts: 3 })
  expect(report.words.erased).toBe(8)
  expect(verifyAlone(whole)).toMatchObject({ holds: true, words: { erased: 8 } })
  const lines = whole.text('data/erasures.jsonl').trim().split('\n')
  expect(lines.map((line) => (JSON.parse(line) as { log_kind: string }).log_kind)).toEqual([
    ...['erasure', 'erased-item', 'erasure', 'erased-item'],
  ])
})

test('without the entry of the erasure, words that are called erased are a fault', async () => {
  const pack = without('erased-item', await room.contentOf(gone))
  const item = `content-item-${await room.contentOf(gone)}`
  await expect(verify(pack)).rejects.toMatchObject({
    code: 'ERASURE_UNPROVEN',
    where: `data/proofs/${item}.record.json`,
    message: expect.stringContaining(item) as unknown,
  })
  expect(verifyAlone(pack)).toMatchObject({
    holds: false,
    why: expect.stringContaining(
      `no proof of an erasure of content-item ${item.slice(13)}`,
    ) as unknown,
  })
})

test('the entry of another item’s erasure does not speak for this one', async () => {
  const pack = await made({ verdictId: gone })
  const other = await made({ verdictId: alsoGone })
  const own = proofsOf(pack)
  for (const path of own) pack.remove(path)
  for (const path of proofsOf(other)) pack.set(path, other.text(path))
  pack.set('data/erasures.jsonl', other.text('data/erasures.jsonl')).rebag()
  await expect(verify(pack)).rejects.toMatchObject({ code: 'ERASURE_UNPROVEN' })
  expect(verifyAlone(pack)).toMatchObject({
    holds: false,
    why: expect.stringContaining('no proof of an erasure') as unknown,
  })
})

test('an erased item without its erasure is a fault', async () => {
  const pack = without('erasure', 'legal_basis')
  await expect(verify(pack)).rejects.toMatchObject({ code: 'ERASURE_UNPROVEN' })
  expect(verifyAlone(pack)).toMatchObject({
    holds: false,
    why: expect.stringContaining('no proof of erasure') as unknown,
  })
})

test('words erased after the checkpoint are proven by a later one that continues it', async () => {
  const late = await room.judge('a post that goes later')
  const size = await room.settle()
  await room.erase(await room.contentOf(late), late)
  const ask = { verdictId: late, checkpointSize: size }
  const pack = await made(ask)
  const report = await verify(pack)
  expect(report.words.erased).toBe(4)
  const sizes = report.checkpoints.map((checkpoint) => BigInt(checkpoint.size))
  expect(sizes).toContain(size)
  expect(sizes.at(-1)).toBeGreaterThan(size)
  expect(verifyAlone(pack)).toMatchObject({ holds: true })
  const again = await made(ask)
  expect(again.text('data/checkpoints.jsonl')).toBe(pack.text('data/checkpoints.jsonl'))
}, 30_000)

test('words that are gone without an erasure on record are said to be so, and no verifier accepts it', async () => {
  const id = await room.judge('a post whose words somebody took')
  await room.erase(await room.contentOf(id), id, { onRecord: false })
  await room.settle()
  const pack = await made({ verdictId: id })
  const { redactions } = pack.json<{ redactions: { why: string }[] }>('data/package.json')
  expect(redactions.map(({ why }) => why)).toEqual(Array(4).fill('unaccounted'))
  await expect(verify(pack)).rejects.toMatchObject({ code: 'ERASURE_UNPROVEN' })
  expect(verifyAlone(pack)).toMatchObject({ holds: false })
}, 30_000)

const proofsOf = (pack: MemoryPackage): string[] =>
  [...pack.files.keys()].filter((path) => /^data\/proofs\/eras(ure|ed-item)-/.test(path))
