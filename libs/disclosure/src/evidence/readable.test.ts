import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from '@jest/globals'
import { parseVerifierKey } from '@assize/tlog'
import { digest, MemoryPackage } from '../fixtures/memory-package.js'
import { unzip } from '../fixtures/unzip.js'
import type { PackageFaultCode } from './package-fault.js'
import { verifyPackage } from './verify-package.js'

/** A package that was made once; it is to be accepted by every later version. */
const golden = (name: string) =>
  readFileSync(new URL(`../../src/evidence/__golden__/${name}`, import.meta.url))

let whole: MemoryPackage
beforeAll(async () => {
  whole = new MemoryPackage(await unzip(golden('package.zip')))
})

const verify = (pack: MemoryPackage) =>
  verifyPackage(
    pack,
    { logKeys: [parseVerifierKey(golden('package.vkey').toString().trim())] },
    digest,
  )

const pathLike = (form: RegExp) => [...whole.files.keys()].find((path) => form.test(path)) ?? ''
const trace = () => pathLike(/^data\/traces\//)
const commit = () => pathLike(/commit\.json$/)
const description = () => 'data/package.json'

const edited =
  (path: () => string, edit: (told: Record<string, unknown>) => unknown) => (pack: MemoryPackage) =>
    pack.change(path(), (text) => JSON.stringify(edit(JSON.parse(text) as Record<string, unknown>)))

test('a package made before is accepted', async () => {
  expect(await verify(whole)).toMatchObject({ proved: true, verdicts: 1, traces: 1, policies: 1 })
})

describe('what a person reads is held against what is proven: ', () => {
  test.each<
    [
      what: string,
      code: PackageFaultCode,
      where: () => string,
      tamper: (pack: MemoryPackage) => unknown,
    ]
  >([
    ['a trace left out', 'FILE_MISSING', trace, (pack) => pack.remove(trace())],
    [
      'another author of the policy',
      'POLICY_DIFFERS',
      commit,
      edited(commit, (told) => ({ ...told, author: { id: 'someone', name: 'policy-author' } })),
    ],
    [
      'no author of the policy',
      'POLICY_DIFFERS',
      commit,
      edited(commit, (told) => ({ ...told, author: null })),
    ],
    [
      'another message of its commit',
      'POLICY_DIFFERS',
      commit,
      edited(commit, (told) => ({ ...told, message: 'Nothing changed' })),
    ],
    [
      'another time of its commit',
      'POLICY_DIFFERS',
      commit,
      edited(commit, (told) => ({ ...told, committedAt: '2020-01-01T00:00:00.000Z' })),
    ],
    [
      'another who published it',
      'POLICY_DIFFERS',
      commit,
      (pack) => pack.change(commit(), (text) => text.replace(/("by": \{\s+"id": ")/, '$1x')),
    ],
    [
      'a publication left out',
      'POLICY_DIFFERS',
      commit,
      edited(commit, (told) => ({ ...told, approvals: [] })),
    ],
    ['a commit that is no object', 'POLICY_DIFFERS', commit, (pack) => pack.set(commit(), 'null')],
    [
      'redactions that are null',
      'DESCRIPTION_DIFFERS',
      description,
      edited(description, (told) => ({ ...told, redactions: null })),
    ],
    [
      'a redaction that is null',
      'DESCRIPTION_DIFFERS',
      description,
      edited(description, (told) => ({ ...told, redactions: [null] })),
    ],
    [
      'a redaction for a reason nobody knows',
      'DESCRIPTION_DIFFERS',
      description,
      edited(description, (told) => ({ ...told, redactions: [{ why: 'convenience' }] })),
    ],
    [
      'no counts',
      'DESCRIPTION_DIFFERS',
      description,
      edited(description, (told) => ({ ...told, counts: null })),
    ],
    [
      'another count of policy versions',
      'DESCRIPTION_DIFFERS',
      description,
      (pack) =>
        pack.change(description(), (text) =>
          text.replace('"policyVersions": 1', '"policyVersions": 2'),
        ),
    ],
    [
      'a description that is no JSON',
      'DESCRIPTION_DIFFERS',
      description,
      (pack) => pack.set(description(), 'nothing'),
    ],
    [
      'a checkpoint that is null',
      'CHECKPOINT_BROKEN',
      () => 'data/checkpoints.jsonl line 1',
      (pack) => pack.set('data/checkpoints.jsonl', 'null\n'),
    ],
  ])('%s is a fault: %s', async (_, code, where, tamper) => {
    const pack = whole.copy()
    tamper(pack)
    await expect(verify(pack.rebag())).rejects.toMatchObject({ code, where: where() })
  })
})

test('words are withheld for a reason that names their kind', async () => {
  const verdict = pathLike(/verdict-.+record\.json$/)
  const withheld = (kinds: readonly string[]) => {
    const pack = whole.copy().remove(trace())
    edited(
      () => verdict,
      (told) => ({ ...told, words: 'withheld' }),
    )(pack)
    edited(description, (told) => ({
      ...told,
      counts: { ...(told['counts'] as object), redactions: 1 },
      redactions: [{ kinds, what: 'words', why: 'not-asked' }],
    }))(pack)
    return pack.rebag()
  }
  expect(await verify(withheld(['verdict']))).toMatchObject({ words: { withheld: 1 } })
  await expect(verify(withheld(['content-item']))).rejects.toMatchObject({
    code: 'DESCRIPTION_DIFFERS',
  })
})
