import { toBase64, toBytes, toHex } from '@assize/kernel'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import * as vectors from './fixtures/vectors.js'
import { formatVerifierKey, parseVerifierKey, verifierKey } from './note-key.js'
import { ed25519Signer, openNote, parseNote, signNote } from './signed-note.js'

const sample = {
  vkey: 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k',
  note: `This is an example message.

\u2014 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
`,
}
const key = parseVerifierKey(sample.vkey)
const signer = ed25519Signer('example.com/log', vectors.logSeed)
const other = ed25519Signer('example.com/other', vectors.witnessSeed)
const refused = (code: string) => expect.objectContaining({ code })

test('the sample of the specification', () => {
  const { text, verified } = openNote(sample.note, [key])
  expect(text).toBe('This is an example message.\n')
  expect(verified.map(({ name, keyId }) => [name, toHex(keyId)])).toEqual([
    ['example.com/foo', '530d903a'],
  ])
  expect(openNote(toBytes(sample.note), [key]).text).toBe(text)
  expect(formatVerifierKey(key)).toBe(sample.vkey)
})

describe('verifier keys', () => {
  test('the published keys of log and witness', () => {
    expect(formatVerifierKey(ed25519Signer(vectors.logName, vectors.logSeed).key)).toBe(
      vectors.logVkey,
    )
    expect(formatVerifierKey(parseVerifierKey(vectors.witnessVkey))).toBe(vectors.witnessVkey)
  })

  test('base64 may contain plus signs', () => {
    const plus = verifierKey('a', 1, new Uint8Array(32).fill(0xfb))
    expect(formatVerifierKey(plus).split('+').length).toBeGreaterThan(3)
    expect(parseVerifierKey(formatVerifierKey(plus))).toEqual(plus)
  })

  test('a key of an unknown type is read, and verifies nothing', () => {
    const strange = verifierKey('example.com/log', 0x06, new Uint8Array(1312))
    expect(parseVerifierKey(formatVerifierKey(strange))).toEqual(strange)
    const note = signNote('text\n', [{ key: strange, sign: () => new Uint8Array(2420) }, signer])
    expect(openNote(note, [strange, signer.key]).verified).toHaveLength(1)
    expect(() => openNote(note, [strange])).toThrow(refused('NOTE_UNSIGNED'))
  })

  test.each([
    '',
    'example.com/foo',
    'example.com/foo+530d903a',
    '+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k',
    'example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k',
    'example.com/fop+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k',
    'example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k',
    'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2',
    'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k\n',
    'exam ple.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k',
    'exam\u2003ple.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k',
  ])('%j is none', (vkey) => {
    expect(() => parseVerifierKey(vkey)).toThrow(refused('KEY_MALFORMED'))
  })
})

describe('a note', () => {
  test('that was signed opens with its key and no other', () => {
    const line = fc.string({ unit: 'grapheme' }).map((text) => text.replace(/\p{Cc}/gu, ''))
    const text = fc.array(line, { minLength: 1 }).map((lines) => `${lines.join('\n')}\n`)
    fc.assert(
      fc.property(text, (signed) => {
        const note = signNote(signed, [signer, other])
        expect(openNote(note, [other.key, signer.key]).verified.map(({ name }) => name)).toEqual([
          'example.com/log',
          'example.com/other',
        ])
        expect(openNote(note, [signer.key]).text).toBe(signed)
        expect(() => openNote(note, [key])).toThrow(refused('NOTE_UNSIGNED'))
      }),
      { numRuns: 30 },
    )
  })

  test('text and signatures divide at the last empty line', () => {
    const text = 'a\n\n\u2014 example.com/log AAAAAAAA\n\nb\n'
    expect(openNote(signNote(text, [signer]), [signer.key]).text).toBe(text)
  })

  test('sixteen signatures by strangers are passed over', () => {
    const strangers = Array.from({ length: 16 }, (_, i) => `\u2014 other${i} AAAAAAAA\n`).join('')
    const opened = openNote(signNote('text\n', [signer]) + strangers, [signer.key])
    expect(opened.verified).toHaveLength(1)
  })

  test('one that claims a known key and does not hold spoils the note beside a good one', () => {
    const false64 = toBase64(Uint8Array.from([...other.key.id, ...new Uint8Array(64)]))
    const note = `${signNote('text\n', [signer])}\u2014 ${other.key.name} ${false64}\n`
    expect(openNote(note, [signer.key]).verified).toHaveLength(1)
    expect(() => openNote(note, [signer.key, other.key])).toThrow(
      expect.objectContaining({
        code: 'SIGNATURE_INVALID',
        facts: { name: 'example.com/other', keyId: toHex(other.key.id) },
      }),
    )
  })

  test('the same name under another key is a stranger', () => {
    const impostor = ed25519Signer('example.com/log', vectors.witnessSeed)
    expect(() => openNote(signNote('text\n', [impostor]), [signer.key])).toThrow(
      refused('NOTE_UNSIGNED'),
    )
  })

  test('a key signs once, however often its line stands there', () => {
    const note = signNote('text\n', [signer, signer])
    expect(openNote(note, [signer.key]).verified).toHaveLength(1)
  })

  test('a flipped bit of text or signature is refused', () => {
    const note = toBytes(signNote('text of a note\n', [signer]))
    fc.assert(
      fc.property(fc.nat(note.length * 8 - 1), (bit) => {
        const flipped = Uint8Array.from(note)
        flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        expect(() => openNote(flipped, [signer.key])).toThrow()
      }),
    )
  })

  test.each([
    ['no empty line', 'text\n'],
    ['no signature', 'text\n\n'],
    ['no text', `\n\u2014 a AAAAAAAA\n`],
    ['no last line feed', 'text\n\n\u2014 a AAAAAAAA'],
    ['a carriage return', 'text\r\n\n\u2014 a AAAAAAAA\n'],
    ['a control character', 'te\u0007xt\n\n\u2014 a AAAAAAAA\n'],
    ['a late control character', 'te\u0085xt\n\n\u2014 a AAAAAAAA\n'],
    ['half a surrogate pair', 'te\ud800xt\n\n\u2014 a AAAAAAAA\n'],
    ['a hyphen for the dash', 'text\n\n- a AAAAAAAA\n'],
    ['two spaces', 'text\n\n\u2014  a AAAAAAAA\n'],
    ['a trailing space', 'text\n\n\u2014 a AAAAAAAA \n'],
    ['a name with a plus sign', 'text\n\n\u2014 a+b AAAAAAAA\n'],
    ['a name with a wide space', 'text\n\n\u2014 a\u3000b AAAAAAAA\n'],
    ['base64 without padding', 'text\n\n\u2014 a AAAAAAA\n'],
    ['a signature of nothing', 'text\n\n\u2014 a AAAAAA==\n'],
    ['too many signatures', `text\n\n${'\u2014 a AAAAAAAA\n'.repeat(101)}`],
    ['too much text', `${'a'.repeat(1_000_000)}\n\n\u2014 a AAAAAAAA\n`],
  ])('with %s is malformed', (_, note) => {
    expect(() => parseNote(note)).toThrow(refused('NOTE_MALFORMED'))
  })

  test('that is no UTF-8 is malformed', () => {
    const bytes = toBytes(sample.note)
    bytes[3] = 0xff
    expect(() => openNote(bytes, [key])).toThrow(refused('NOTE_MALFORMED'))
  })

  test('is not signed over what no reader would accept', () => {
    expect(() => signNote('no line feed', [signer])).toThrow(refused('NOTE_MALFORMED'))
    expect(() => signNote('a\tb\n', [signer])).toThrow(refused('NOTE_MALFORMED'))
  })
})
