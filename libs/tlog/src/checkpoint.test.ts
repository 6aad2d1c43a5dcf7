import { fromHex, toHex } from '@assize/kernel'
import { describe, expect, test } from '@jest/globals'
import { openCheckpoint, parseCheckpoint, signCheckpoint } from './checkpoint.js'
import { witnessSigner } from './cosignature.js'
import * as vectors from './fixtures/vectors.js'
import { formatVerifierKey, parseVerifierKey, verifierKey } from './note-key.js'
import { ed25519Signer, formatSignature, signatureLine, signNote } from './signed-note.js'

const log = ed25519Signer(vectors.logName, vectors.logSeed)
const witness = witnessSigner(
  vectors.witnessName,
  vectors.witnessSeed,
  () => vectors.cosignedSeconds,
)
const logKey = parseVerifierKey(vectors.logVkey)
const witnessKey = parseVerifierKey(vectors.witnessVkey)
const trust = { logKeys: [logKey], witnessKeys: [witnessKey], witnesses: 1 }
const root = fromHex(vectors.roots[8] ?? '') ?? new Uint8Array()
const eight = { origin: vectors.logName, size: 8n, root }
const refused = (code: string) => expect.objectContaining({ code })

test('the published checkpoint, signed and cosigned byte for byte', () => {
  const signed = signCheckpoint(eight, [log])
  const text = signed.slice(0, signed.indexOf('\n\n') + 1)
  expect(signed + signatureLine(witness, text)).toBe(vectors.checkpointNote)
})

test('the published checkpoint opens', () => {
  const { checkpoint, cosignatures } = openCheckpoint(vectors.checkpointNote, trust)
  expect({ ...checkpoint, root: toHex(checkpoint.root) }).toEqual({
    ...eight,
    root: vectors.roots[8],
  })
  expect(cosignatures).toEqual([{ witness: vectors.witnessName, seconds: 1_700_000_000n }])
})

test('an empty log has a checkpoint of its own', () => {
  const empty = { ...eight, size: 0n }
  const note = signCheckpoint(empty, [log])
  expect(openCheckpoint(note, { logKeys: [logKey] }).checkpoint.size).toBe(0n)
})

describe('refused is', () => {
  const cosignedOnly = signNote(
    `${vectors.logName}\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n`,
    [witness],
  )

  test('what only a witness signed', () => {
    expect(() => openCheckpoint(cosignedOnly, trust)).toThrow(refused('CHECKPOINT_UNSIGNED'))
  })

  test('what another log signed under its own name', () => {
    const other = ed25519Signer('example.com/other', vectors.witnessSeed)
    const note = signNote(`${vectors.logName}\n8\n${'A'.repeat(43)}=\n`, [other])
    expect(() => openCheckpoint(note, { logKeys: [logKey, other.key] })).toThrow(
      refused('CHECKPOINT_UNSIGNED'),
    )
    expect(() => signCheckpoint(eight, [other])).toThrow(refused('CHECKPOINT_MALFORMED'))
  })

  test('what too few witnesses signed, however often one of them did', () => {
    const text = vectors.checkpointNote.slice(0, vectors.checkpointNote.indexOf('\n\n') + 1)
    const twice = vectors.checkpointNote + signatureLine(witness, text)
    expect(() => openCheckpoint(twice, { ...trust, witnesses: 2 })).toThrow(
      expect.objectContaining({ code: 'WITNESSES_MISSING', facts: { expected: 2, seen: 1 } }),
    )
    expect(() => openCheckpoint(signCheckpoint(eight, [log]), trust)).toThrow(
      refused('WITNESSES_MISSING'),
    )
  })

  test('a cosignature with another time', () => {
    const altered = vectors.checkpointNote.replace('9jf/fAAAAABlU/EA', '9jf/fAAAAABlU/EB')
    expect(() => openCheckpoint(altered, trust)).toThrow(refused('SIGNATURE_INVALID'))
  })

  test.each([
    ['a flipped size', (note: string) => note.replace('\n8\n', '\n9\n')],
    ['a flipped root', (note: string) => note.replace('XcnaeacG', 'XcnaeacH')],
    ['a signature of another text', (note: string) => note.replace('ozqHBhsJ', 'ozqHBhsK')],
  ])('%s', (_, altered) => {
    expect(() => openCheckpoint(altered(vectors.checkpointNote), trust)).toThrow(
      refused('SIGNATURE_INVALID'),
    )
  })

  test('the origin of another log under the same signature', () => {
    const note = vectors.checkpointNote.replaceAll('example.com/verdicts', 'example.com/verdict2')
    expect(() => openCheckpoint(note, trust)).toThrow(refused('SIGNATURE_INVALID'))
  })
})

test.each([
  ['a leading zero', 'log\n08\n', true],
  ['a sign', 'log\n+8\n', true],
  ['a fraction', 'log\n8.0\n', true],
  ['no size', 'log\n\n', true],
  ['a name with a space', 'my log\n8\n', true],
  ['no root', 'log\n8\n', false],
])('a checkpoint with %s is malformed', (_, head, rooted) => {
  const text = head + (rooted ? `${'A'.repeat(43)}=\n` : '')
  expect(() => parseCheckpoint(text)).toThrow(refused('CHECKPOINT_MALFORMED'))
})

test.each([
  ['a root of 31 bytes', `${'A'.repeat(42)}==\n`],
  ['a root in two forms', `${'A'.repeat(42)}B=\n`],
  ['an empty extension line', `${'A'.repeat(43)}=\n\n`],
  ['no last line feed', `${'A'.repeat(43)}=`],
])('a checkpoint with %s is malformed', (_, tail) => {
  expect(() => parseCheckpoint(`log\n8\n${tail}`)).toThrow(refused('CHECKPOINT_MALFORMED'))
})

test('extension lines are passed over', () => {
  expect(parseCheckpoint(`log\n8\n${'A'.repeat(43)}=\nmore\n`).size).toBe(8n)
})

describe('a cosignature of a type we do not verify (ML-DSA-44)', () => {
  const key = verifierKey('example.com/verdicts', 0x06, new Uint8Array(1312).fill(7))
  const keyId = key.id
  const signature = new Uint8Array(8 + 2420).fill(1)
  const line = formatSignature({ name: 'example.com/verdicts', keyId, signature })
  const note = vectors.checkpointNote + line

  test('is passed over, and the others count as before', () => {
    const { checkpoint, cosignatures } = openCheckpoint(note, trust)
    expect(checkpoint.size).toBe(8n)
    expect(cosignatures.map(({ witness: name }) => name)).toEqual([vectors.witnessName])
  })

  test('is never counted, also where its key is believed', () => {
    const believed = parseVerifierKey(formatVerifierKey(key))
    expect(() => openCheckpoint(note, { ...trust, witnessKeys: [believed] })).toThrow(
      refused('WITNESSES_MISSING'),
    )
    expect(() => openCheckpoint(note, { logKeys: [believed] })).toThrow(refused('NOTE_UNSIGNED'))
  })
})
