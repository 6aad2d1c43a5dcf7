import 'reflect-metadata'
import { createHash } from 'node:crypto'
import { beforeAll, expect, test } from '@jest/globals'
import { SystemRandomness, toBase64 } from '@assize/kernel'
import {
  ed25519Signer,
  entryOf,
  formatVerifierKey,
  parseRecord,
  parseVerifierKey,
} from '@assize/tlog'
import { LogReader } from '@assize/tlog/nest'
import type { PackageFaultCode } from '../../evidence/package-fault.js'
import { verifyPackage } from '../../evidence/verify-package.js'
import { EvidenceRoom } from '../../fixtures/evidence-room.js'
import { digest, MemoryPackage } from '../../fixtures/memory-package.js'
import { unzip } from '../../fixtures/unzip.js'

let whole: MemoryPackage
let vkey: string
let id: string
let other: string

beforeAll(async () => {
  const room = await EvidenceRoom.open()
  try {
    const auditor = await room.person('auditor')
    const reviewer = await room.person('reviewer')
    const [author, approver] = [
      await room.person('policy-author'),
      await room.person('policy-approver'),
    ]
    await room.publishPolicies(author, approver)
    id = await room.judge('a post')
    await room.settle()
    other = await room.judge('a post whose words go')
    await room.decide(id, reviewer, 'as the verdict says')
    await room.erase(await room.contentOf(other), other)
    await room.settle()
    const { zip } = await room.make(auditor, { filter: {}, purpose: 'to be tampered with' })
    whole = new MemoryPackage(await unzip(zip))
    vkey = (await room.get(LogReader).verifierKeys())[0] ?? ''
  } finally {
    await room.close()
  }
}, 60_000)

const verify = (pack: MemoryPackage, keys = [vkey]) =>
  verifyPackage(pack, { logKeys: keys.map(parseVerifierKey) }, digest)

const record = (name = `verdict-${id}`) => `data/proofs/${name}.record.json`

test('an untouched package holds, and its counts are told', async () => {
  const report = await verify(whole)
  expect(report).toMatchObject({ proved: true, verdicts: 2, policies: 1, traces: 1 })
  expect(report.words.erased).toBe(4)
  expect(report.checkpoints.at(-1)?.size).toBe(
    String(whole.json<{ checkpoint: { size: string } }>('data/package.json').checkpoint.size),
  )
})

test('without a key it is only said that the package fits together', async () => {
  expect(await verify(whole, [])).toMatchObject({ proved: false, verdicts: 2 })
})

/** What was done, the fault it is called by, and where it is seen. */
const tamperings: readonly [
  what: string,
  code: PackageFaultCode,
  where: () => string,
  tamper: (pack: MemoryPackage) => unknown,
][] = [
  [
    'a byte of a dossier',
    'DIGEST_MISMATCH',
    () => `data/dossiers/${id}.html`,
    (p) => p.change(`data/dossiers/${id}.html`, (t) => t.replace('Dossier', 'dossier')),
  ],
  [
    'a file taken out',
    'FILE_MISSING',
    () => `data/dossiers/${id}.html`,
    (p) => p.remove(`data/dossiers/${id}.html`),
  ],
  ['a file put in', 'FILE_ADDED', () => 'data/note.txt', (p) => p.set('data/note.txt', 'x')],
  ['a tag file put in', 'FILE_ADDED', () => 'note.txt', (p) => p.set('note.txt', 'x')],
  ['no declaration', 'NOT_A_BAG', () => 'bagit.txt', (p) => p.remove('bagit.txt')],
  [
    'a path out of the bag',
    'MANIFEST_MALFORMED',
    () => 'manifest-sha256.txt',
    (p) => {
      p.change('manifest-sha256.txt', (t) => `${'0'.repeat(64)}  ../secret\n${t}`)
      const line = /^.*manifest-sha256.txt$/m
      const sum = whole.text('tagmanifest-sha256.txt').match(line)?.[0] ?? ''
      return p.change('tagmanifest-sha256.txt', (t) =>
        t.replace(sum, `${sha(p.text('manifest-sha256.txt'))}  manifest-sha256.txt`),
      )
    },
  ],
  [
    'another outcome in the row',
    'RECORD_BROKEN',
    () => record(),
    (p) =>
      p.change(record(), (t) => t.replace('"outcome": "violates"', '"outcome": "allowed"')).rebag(),
  ],
  [
    'another latency in the row, which the entry does not state',
    'RECORD_BROKEN',
    () => record(),
    (p) => p.change(record(), (t) => t.replace('"latency_ms": 310.5', '"latency_ms": 9')).rebag(),
  ],
  [
    'row and entry changed alike',
    'PROOF_BROKEN',
    () => record().replace('.record.json', '.tlog-proof'),
    (p) => {
      const told = parseRecord(p.text(record()))
      const row = { ...told.row, outcome: 'allowed' }
      const entry = entryOf(told.columns, row, told.salt)
      return p
        .change(record(), (t) => JSON.stringify({ ...(JSON.parse(t) as object), row, entry }))
        .rebag()
    },
  ],
  [
    'another word of the trace in the record',
    'WORDS_BROKEN',
    () => record(),
    (p) =>
      p.change(record(), (t) => t.replace('repetition violates', 'repetition is fine')).rebag(),
  ],
  [
    'another word of the trace to read',
    'TRACE_DIFFERS',
    () => `data/traces/${id}.json`,
    (p) =>
      p
        .change(`data/traces/${id}.json`, (t) =>
          t.replace('repetition violates', 'repetition is fine'),
        )
        .rebag(),
  ],
  [
    'another outcome in the listing',
    'LISTING_DIFFERS',
    () => 'data/verdicts.jsonl line 1',
    (p) =>
      p
        .change('data/verdicts.jsonl', (t) =>
          t.replace('"outcome":"violates"', '"outcome":"allowed"'),
        )
        .rebag(),
  ],
  [
    'a line taken out of the reviews',
    'LISTING_DIFFERS',
    () => 'data/reviews.jsonl',
    (p) => p.change('data/reviews.jsonl', (t) => t.slice(t.indexOf('\n') + 1)).rebag(),
  ],
  [
    'a line twice',
    'LISTING_DIFFERS',
    () => 'data/reviews.jsonl line 2',
    (p) => p.change('data/reviews.jsonl', (t) => `${t.slice(0, t.indexOf('\n') + 1)}${t}`).rebag(),
  ],
  [
    'a proof taken out',
    'PROOF_MISSING',
    () => record(),
    (p) => p.remove(record().replace('.record.json', '.tlog-proof')).rebag(),
  ],
  [
    'a record taken out',
    'PROOF_MISSING',
    () => record().replace('.record.json', '.tlog-proof'),
    (p) => p.remove(record()).rebag(),
  ],
  [
    'a verdict taken out with all its lines',
    'DESCRIPTION_DIFFERS',
    () => 'data/package.json',
    (p) => {
      p.remove(record()).remove(record().replace('.record.json', '.tlog-proof'))
      p.remove(`data/traces/${id}.json`)
      return p
        .change('data/verdicts.jsonl', (t) =>
          t
            .split('\n')
            .filter((line) => !line.includes(id))
            .join('\n'),
        )
        .rebag()
    },
  ],
  [
    'the proof of another record',
    'PROOF_BROKEN',
    () => record().replace('.record.json', '.tlog-proof'),
    (p) =>
      p
        .set(
          record().replace('.record.json', '.tlog-proof'),
          p.text(`data/proofs/verdict-${other}.tlog-proof`),
        )
        .rebag(),
  ],
  [
    'another root in the checkpoint',
    'CHECKPOINT_BROKEN',
    () => record(`attempt-${id}-1`).replace('.record.json', '.tlog-proof'),
    (p) => p.change(`data/proofs/attempt-${id}-1.tlog-proof`, otherRoot).rebag(),
  ],
  [
    'another word of the policy',
    'POLICY_DIFFERS',
    () => policyPath(),
    (p) => p.change(policyPath(), (t) => t.replace('spam', 'ham')).rebag(),
  ],
  [
    'another test case of the policy',
    'POLICY_DIFFERS',
    () => policyPath(),
    (p) => p.change(policyPath().replace('policy.md', 'cases.jsonl'), (t) => `${t}\n`).rebag(),
  ],
  [
    'a policy taken out',
    'POLICY_DIFFERS',
    () => 'data/policies',
    (p) => {
      for (const path of p.files.keys()) if (path.startsWith('data/policies/')) p.remove(path)
      return p.rebag()
    },
  ],
  [
    'a redaction not told',
    'DESCRIPTION_DIFFERS',
    () => 'data/package.json',
    (p) =>
      p
        .change('data/package.json', (t) => {
          const told = JSON.parse(t) as { redactions: unknown[]; counts: { redactions: number } }
          told.redactions.pop()
          told.counts.redactions -= 1
          return JSON.stringify(told)
        })
        .rebag(),
  ],
  [
    'words called erased that are not',
    'ERASURE_UNPROVEN',
    () => record(),
    (p) => {
      p.remove(`data/traces/${id}.json`)
      return p
        .change(record(), (t) => JSON.stringify({ ...(JSON.parse(t) as object), words: 'erased' }))
        .rebag()
    },
  ],
  [
    'an older checkpoint of another tree',
    'TREES_DIFFER',
    () => 'data/checkpoints.jsonl line 2',
    (p) =>
      p
        .change('data/checkpoints.jsonl', (t) => {
          const [first = '', second = ''] = t.split('\n')
          const line = JSON.parse(second) as { consistency: string[] }
          line.consistency[0] = toBase64(new Uint8Array(32))
          return `${first}\n${JSON.stringify(line)}\n`
        })
        .rebag(),
  ],
]

test.each(tamperings)('%s is found: %s', async (_, code, where, tamper) => {
  const pack = whole.copy()
  tamper(pack)
  await expect(verify(pack)).rejects.toMatchObject({ code, where: where() })
})

test('a package under another key is refused, whatever keys it brings', async () => {
  const signer = ed25519Signer('log.example/other', new SystemRandomness().bytes(32))
  await expect(verify(whole, [formatVerifierKey(signer.key)])).rejects.toMatchObject({
    code: 'CHECKPOINT_BROKEN',
  })
})

const policyPath = () =>
  [...whole.files.keys()].find((path) => path.endsWith('/policy.md')) ?? 'data/policies'

const otherRoot = (text: string) => {
  const lines = text.split('\n')
  const at = lines.indexOf('') + 3
  lines[at] = toBase64(new Uint8Array(32))
  return lines.join('\n')
}

const sha = (text: string) => createHash('sha256').update(text).digest('hex')
