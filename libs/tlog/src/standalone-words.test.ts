import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { proofName, put, seal, verdictId, writePackage } from './fixtures/package-folder.js'
import * as vectors from './fixtures/vectors.js'

const script = fileURLToPath(new URL('../assets/verify.mjs', import.meta.url))
const key = ['--key', vectors.logVkey]

function verify(...args: string[]) {
  const run = spawnSync(process.execPath, [script, ...args], { cwd: tmpdir(), encoding: 'utf8' })
  return { code: run.status, said: run.stdout.trim() }
}

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assize-words-'))
  await writePackage(folder)
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const withoutWords = async (words: string) => {
  const text = await readFile(join(folder, `${proofName}.record.json`), 'utf8')
  await rm(join(folder, `data/traces/${verdictId}.json`))
  const told = { ...(JSON.parse(text) as object), words }
  await put(folder, `${proofName}.record.json`, JSON.stringify(told))
  await seal(folder)
}

test('words that are withheld leave the record provable', async () => {
  await withoutWords('withheld')
  const { code, said } = verify(folder, ...key)
  expect(said).toContain('– words: those of 1 records are not shown here')
  expect(code).toBe(0)
})

test('words are not erased because somebody says so', async () => {
  await withoutWords('erased')
  const { code, said } = verify(folder, ...key)
  expect(said).toContain(
    `✗ ${proofName}.record.json: its words are said to be erased, and no proof of an erasure`,
  )
  expect(code).toBe(1)
  const one = verify(join(folder, `${proofName}.tlog-proof`), ...key)
  expect(one.said).toContain('– words: said to be erased, which one proof cannot show')
})

test('a link is refused, wherever it leads', async () => {
  await rm(join(folder, 'data/checkpoints.jsonl'))
  await symlink(tmpdir(), join(folder, 'data/checkpoints.jsonl'))
  expect(verify(folder, ...key)).toMatchObject({
    code: 1,
    said: '✗ data/checkpoints.jsonl: it is a link or no file: what it leads to is not in the package',
  })
})
