import { toHex } from '@assize/kernel'
import { describe, expect, test } from '@jest/globals'
import { witnessSigner } from './cosignature.js'
import { MemoryTiles } from './fixtures/memory-tiles.js'
import * as vectors from './fixtures/vectors.js'
import { inclusionProof } from './inclusion-proof.js'
import { leafHash } from './merkle-tree.js'
import { parseVerifierKey } from './note-key.js'
import { formatProof, parseProof, verifyProof } from './tlog-proof.js'

const trust = {
  logKeys: [parseVerifierKey(vectors.logVkey)],
  witnessKeys: [parseVerifierKey(vectors.witnessVkey)],
  witnesses: 1,
}
const entry = vectors.entries[5] ?? new Uint8Array()
const refused = (code: string) => expect.objectContaining({ code })

test('the published proof, made and verified byte for byte', async () => {
  const log = MemoryTiles.of(vectors.entries)
  const hashes = await inclusionProof(log, 5n, 8n)
  expect(formatProof({ index: 5n, hashes, checkpoint: vectors.checkpointNote })).toBe(
    vectors.proofFile,
  )
  const proven = verifyProof(vectors.proofFile, entry, trust)
  expect(proven.index).toBe(5n)
  expect(toHex(proven.leafHash)).toBe(toHex(leafHash(entry)))
  expect(proven.checkpoint.size).toBe(8n)
  expect(proven.cosignatures).toHaveLength(1)
})

test('extra data is carried and proves nothing', () => {
  const parsed = parseProof(vectors.proofFile)
  const text = formatProof({ ...parsed, extra: Uint8Array.of(1, 2, 3) })
  expect(text.split('\n')[1]).toBe('extra AQID')
  expect(parseProof(text).extra).toEqual(Uint8Array.of(1, 2, 3))
  expect(verifyProof(text, entry, trust).index).toBe(5n)
})

describe('refused is', () => {
  const lines = vectors.proofFile.split('\n')
  const without = (line: number) => lines.filter((_, i) => i !== line).join('\n')
  const alter = (from: string, to: string) => vectors.proofFile.replace(from, to)

  test.each<[string, string, string]>([
    ['a flipped index', alter('index 5', 'index 4'), 'ROOT_MISMATCH'],
    ['an index that equals the size', alter('index 5', 'index 8'), 'INDEX_OUT_OF_TREE'],
    ['a flipped hash', alter('vBoGQ7Eu', 'vBoGQ7Ev'), 'ROOT_MISMATCH'],
    ['a flipped size', alter('\n8\n', '\n9\n'), 'SIGNATURE_INVALID'],
    ['a flipped root', alter('XcnaeacG', 'XcnaeacH'), 'SIGNATURE_INVALID'],
    ['a flipped signature', alter('ozqHBhsJ', 'ozqHBhsK'), 'SIGNATURE_INVALID'],
    ['a proof one hash short', without(2), 'PROOF_LENGTH'],
    ['a proof one hash long', alter('vBoGQ7Eu', `${lines[3] ?? ''}\nvBoGQ7Eu`), 'PROOF_LENGTH'],
    ['another first line', alter('proof@v1', 'proof@v2'), 'PROOF_MALFORMED'],
    ['an index with a leading zero', alter('index 5', 'index 05'), 'PROOF_MALFORMED'],
    ['no index', without(1), 'PROOF_MALFORMED'],
    ['a hash of 31 bytes', alter(lines[2] ?? '', `${'A'.repeat(42)}==`), 'PROOF_MALFORMED'],
    [
      'a proof of 64 hashes',
      alter('\n\n', `\n${`${lines[2] ?? ''}\n`.repeat(61)}\n`),
      'PROOF_MALFORMED',
    ],
    ['no checkpoint', lines.slice(0, 5).join('\n'), 'PROOF_MALFORMED'],
    ['nothing', '', 'PROOF_MALFORMED'],
  ])('%s', (_, text, code) => {
    expect(() => verifyProof(text, entry, trust)).toThrow(refused(code))
  })

  test('a flipped bit of the entry', () => {
    const flipped = Uint8Array.from(entry, (byte, i) => (i === 0 ? byte ^ 1 : byte))
    expect(() => verifyProof(vectors.proofFile, flipped, trust)).toThrow(refused('ROOT_MISMATCH'))
  })

  test('another log’s key', () => {
    const other = witnessSigner(vectors.logName, vectors.logSeed, () => 0n).key
    expect(() => verifyProof(vectors.proofFile, entry, { logKeys: [other] })).toThrow(
      refused('NOTE_UNSIGNED'),
    )
  })
})
