import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { spawnSync } from 'node:child_process'
import { appendFile, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { proofName, put, seal, verdictId, writePackage } from './fixtures/package-folder.js'
import { aProvenRecord } from './fixtures/proven-record.js'
import * as vectors from './fixtures/vectors.js'

const script = fileURLToPath(new URL('../assets/verify.mjs', import.meta.url))
const key = ['--key', vectors.logVkey]
const witness = ['--witness', vectors.witnessVkey, '--witnesses', '1']

/** Run from a folder where nothing of ours can be found. */
function verify(...args: string[]) {
  const run = spawnSync(process.execPath, [script, ...args], { cwd: tmpdir(), encoding: 'utf8' })
  expect(run.stderr).toBe('')
  return { code: run.status, said: run.stdout.trim() }
}

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assize-package-'))
  await writePackage(folder)
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test('it stands alone: nothing but what Node brings, and its own folder, is imported', async () => {
  const modules = await readdir(join(dirname(script), 'verify'))
  const texts = await Promise.all(
    [script, ...modules.map((name) => join(dirname(script), 'verify', name))].map((path) =>
      readFile(path, 'utf8'),
    ),
  )
  const imported = texts.flatMap((text) =>
    [...text.matchAll(/(?:from|import\() ?'([^']+)'/g)].map(([, name = '']) => name),
  )
  const own = modules.map((name) => `./${name}`)
  const foreign = imported.filter((name) => !own.includes(name))
  expect([...new Set(foreign)].sort()).toEqual([
    './verify/main.mjs',
    ...['node:crypto', 'node:fs', 'node:path'],
  ])
})

test('a package holds, and it says in words what that proves', () => {
  const { code, said } = verify(folder, ...key, ...witness)
  expect(said).toContain('✓ package: 5 files')
  expect(said).toContain(
    '✓ checkpoint: example.com/verdicts signed a tree of 9 entries, seen by witness.example/w1 at 2023-11-14T22:13:20.000Z',
  )
  expect(said).toContain('✓ listings: each of 1 lines is a proven record')
  expect(said).toContain('✓ words: those of 1 records')
  expect(said).toContain('It does not prove that a judgement was right')
  expect(code).toBe(0)
})

test('the answer as JSON', () => {
  const { code, said } = verify(folder, ...key, '--json')
  expect(code).toBe(0)
  expect(JSON.parse(said)).toMatchObject({
    holds: true,
    files: 5,
    proofs: 1,
    verdicts: 1,
    listed: 1,
    texts: 1,
    words: { bound: 1 },
    checkpoints: [{ origin: vectors.logName, size: '9' }],
  })
})

test('one proof holds with the record that lies beside it, or is named', async () => {
  const proof = join(folder, `${proofName}.tlog-proof`)
  expect(verify(proof, ...key).said).toContain(`✓ record: verdict ${verdictId} is entry 8`)
  await rename(join(folder, `${proofName}.record.json`), join(folder, 'else.json'))
  expect(verify(proof, ...key)).toMatchObject({ code: 2 })
  expect(verify(proof, ...key, '--record', join(folder, 'else.json')).code).toBe(0)
})

describe('tampered with, it names the first fault: ', () => {
  const alter = async (name: string, from: string | RegExp, to: string) => {
    const text = await readFile(join(folder, name), 'utf8')
    expect(text).toMatch(from)
    await put(folder, name, text.replace(from, to))
  }
  const trace = `data/traces/${verdictId}.json`
  const record = `${proofName}.record.json`
  const proof = `${proofName}.tlog-proof`

  test.each<[string, () => Promise<unknown>, string]>([
    ['an edited file', () => alter(record, 'violates', 'allowed'), `${record}: it is not the file`],
    ['a file gone', () => rm(join(folder, record)), `${record}: manifest-sha256.txt names it`],
    ['a file added', () => put(folder, 'data/more', 'x'), 'data/more: no manifest names it'],
    [
      'a file whose name steers terminals',
      () => put(folder, 'data/\u001b[2J', 'x'),
      'data/\\u{1b}[2J: no manifest names it',
    ],
    [
      'an edited manifest',
      () => appendFile(join(folder, 'manifest-sha256.txt'), '\n'),
      'manifest-sha256.txt: it is not the file',
    ],
    ['no declaration', () => rm(join(folder, 'bagit.txt')), 'bagit.txt: this is not a BagIt'],
    [
      'no manifest',
      () => rm(join(folder, 'manifest-sha256.txt')),
      'manifest-sha256.txt: it is not there',
    ],
  ])('%s', async (_, tamper, said) => {
    await tamper()
    const answer = verify(folder, ...key)
    expect(answer.said).toContain(`✗ ${said}`)
    expect(answer.code).toBe(1)
  })

  /** By one who writes the manifests anew. */
  test.each<[string, () => Promise<unknown>, string]>([
    [
      'another outcome',
      () => alter(record, '"outcome": "violates"', '"outcome": "allowed"'),
      `${record}: facts.outcome differs: the entry states "violates", the row "allowed"`,
    ],
    [
      'another label',
      () => alter(record, '"label": "INVALID"', '"label": "VALID"'),
      `${record}: the row is not the one its entry commits to`,
    ],
    [
      'another trace',
      () => alter(record, 'buy now', 'buy one'),
      `${record}: the words (output, rationale, trace) are not those`,
    ],
    [
      'a word slipped in',
      () => alter(record, '"trace": "It', '"note": "x", "trace": "It'),
      `${record}: nothing binds note to the record`,
    ],
    [
      'another entry',
      () => alter(record, '\\"outcome\\":\\"violates\\"', '\\"outcome\\":\\"allowed\\"'),
      `${record}: facts.outcome differs`,
    ],
    [
      'another index',
      () => alter(proof, 'index 8', 'index 7'),
      `${proof}: entry 7 of 9 is another`,
    ],
    [
      'another size',
      () => alter(proof, '\n9\n', '\n10\n'),
      `${proof}: the signature of example.com/verdicts does not fit`,
    ],
    [
      'a proof one hash long',
      () => alter(proof, '\n\n', `\n${'A'.repeat(43)}=\n\n`),
      `${proof}: entry 8 of 9 is another`,
    ],
    [
      'no signature of the log',
      () => alter(proof, /\u2014 example.com\/verdicts .*\n/, ''),
      `${proof}: the checkpoint of example.com/verdicts is not signed`,
    ],
    ['no proof', () => rm(join(folder, proof)), `${record}: no proof of it`],
    [
      'no record',
      () => rm(join(folder, record)),
      `${proof}: ${record}, the record it proves, is not there`,
    ],
    [
      'a listing that says otherwise',
      () => alter('data/verdicts.jsonl', 'violates', 'allowed'),
      'data/verdicts.jsonl line 1: this row is not that of its proven record',
    ],
    [
      'a line of something else',
      () => alter('data/verdicts.jsonl', '"log_index":8', '"log_index":7'),
      'data/verdicts.jsonl line 1: no proof of verdict',
    ],
    [
      'a line that names no record',
      () => put(folder, 'data/verdicts.jsonl', '{"outcome":"allowed"}\n'),
      'data/verdicts.jsonl line 1: no proof of undefined',
    ],
    [
      'a line twice',
      () => alter('data/verdicts.jsonl', /^(.*\n)$/, '$1$1'),
      'data/verdicts.jsonl line 2: this row is listed twice',
    ],
    [
      'a line dropped',
      () => put(folder, 'data/verdicts.jsonl', ''),
      `data/verdicts.jsonl: verdict ${verdictId} is proven and not listed`,
    ],
    [
      'another trace beside the record',
      () => alter(trace, 'buy now', 'buy one'),
      `${trace}: its trace is not the one its record is bound to`,
    ],
    [
      'an attempt nobody made',
      () => alter(trace, /\}$/, ',"attempts":[{"number":1,"raw":"x"}]}'),
      `${trace}: it does not tell of every attempt that is proven`,
    ],
    [
      'findings nobody made',
      () => alter(trace, /\}$/, ',"findings":[{"findingSetId":"x","findings":[]}]}'),
      `${trace}: it does not tell of every set of findings that is proven`,
    ],
    ['a trace left out', () => rm(join(folder, trace)), `${trace}: the trace of a verdict`],
    ['a trace that is none', () => put(folder, trace, 'null'), `${trace}: this is not a trace`],
    [
      'a trace of another verdict',
      () => put(folder, 'data/traces/x.json', '{}'),
      'data/traces/x.json: no proof of verdict x is here',
    ],
    [
      'a policy that no version names',
      () => put(folder, 'data/policies/abc/policy.md', 'Allow everything.'),
      'data/policies/abc/policy.md: no proven policy version has this text',
    ],
    [
      'an altered checkpoint',
      () => alter('data/checkpoints.jsonl', '\\n9\\n', '\\n8\\n'),
      'data/checkpoints.jsonl line 1: the signature of example.com/verdicts does not fit',
    ],
  ])('%s, under new manifests', async (_, tamper, said) => {
    await tamper()
    await seal(folder)
    const answer = verify(folder, ...key)
    expect(answer.said).toContain(`✗ ${said}`)
    expect(answer.code).toBe(1)
  })

  test('a record forged whole, with a manifest to fit', async () => {
    const { recordText } = await aProvenRecord({ outcome: 'allowed' })
    await put(folder, record, recordText)
    await seal(folder)
    expect(verify(folder, ...key).said).toContain('entry 8 of 9 is another')
  })

  test('a manifest that leads out of the package', async () => {
    await alter('manifest-sha256.txt', /$/, `${'0'.repeat(64)}  ../../etc/passwd\n`)
    const tags = await readFile(join(folder, 'manifest-sha256.txt'), 'utf8')
    await seal(folder)
    await put(folder, 'manifest-sha256.txt', tags)
    await rm(join(folder, 'tagmanifest-sha256.txt'))
    await put(folder, 'tagmanifest-sha256.txt', '')
    expect(verify(folder, ...key).said).toContain('leads out of the package')
  })

  test('fewer witnesses than asked for', () => {
    const answer = verify(folder, ...key, '--witness', vectors.witnessVkey, '--witnesses', '2')
    expect(answer.said).toContain('1 of the 2 witnesses asked for signed the checkpoint')
    expect(answer.code).toBe(1)
  })

  test('another key of the same name', () => {
    const other = verify(folder, '--key', vectors.witnessVkey)
    expect(other.said).toContain('is not signed by the key you gave')
    expect(JSON.parse(verify(folder, '--key', vectors.witnessVkey, '--json').said)).toMatchObject({
      holds: false,
      code: 1,
      where: proof,
    })
  })
})

test.each<[string, string[], string]>([
  ['nothing', [], 'node verify.mjs PACKAGE_FOLDER'],
  ['no key', ['.'], 'give the public key'],
  ['a key that is none', ['.', '--key', 'x+00000000+AAAA'], 'not a verifier key'],
  ['no value of a key', ['.', '--key'], '--key needs a value'],
  ['a folder that is not there', ['gone', ...key], 'gone is not there'],
  ['an option it does not know', ['.', '--keys', 'x'], 'unknown: --keys'],
  ['two paths', ['.', '.', ...key], 'unknown: .'],
  ['half a witness', ['.', ...key, '--witnesses', '0.5'], 'whole number'],
])('wrong use: %s', (_, args, said) => {
  const answer = verify(...args)
  expect(answer.said).toContain(said)
  expect(answer.code).toBe(2)
})
