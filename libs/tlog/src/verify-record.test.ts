import { commitTo, toHex } from '@assize/kernel'
import { describe, expect, test } from '@jest/globals'
import { aProvenRecord, trust } from './fixtures/proven-record.js'
import { formatRecord, parseRecord } from './record-file.js'
import { verifyRecord } from './verify-record.js'

const { record, recordText, proofText } = await aProvenRecord()
const failure = (failed: string, code: string) => ({
  holds: false,
  failed,
  why: expect.objectContaining({ code }) as unknown,
})
const altered = (change: object) => formatRecord({ ...record, ...change })

test('a record holds with its proof, down to its words', () => {
  const report = verifyRecord(recordText, proofText, trust)
  expect(report).toMatchObject({
    holds: true,
    evidence: {
      checked: { words: 'bound', entry: { kind: 'verdict', facts: { outcome: 'violates' } } },
      checkpoint: { size: 9n },
      cosignatures: [{ seconds: 1_700_000_000n }],
    },
  })
})

test('a record whose words are erased or withheld holds without them, and says so', () => {
  for (const words of ['erased', 'withheld'] as const)
    expect(verifyRecord(altered({ words }), proofText, trust)).toMatchObject({
      holds: true,
      evidence: { checked: { words } },
    })
})

test('what is written is read back', () => {
  expect(formatRecord(parseRecord(recordText))).toBe(recordText)
})

describe('refused, with the step that fails, is', () => {
  const words = typeof record.words === 'string' ? undefined : record.words
  const reworded = { ...words, values: { ...words?.values, trace: 'another thought' } }
  const extended = { ...words, values: { ...words?.values, note: 'not bound' } }
  const resalted = { ...words, salt: new Uint8Array(32) }
  const rebound = { ...record.row, commitment: `\\x${toHex(commitTo(new Uint8Array(32), '{}'))}` }

  test.each([
    ['another outcome', altered({ row: { ...record.row, outcome: 'allowed' } }), 'ENTRY_MISMATCH'],
    [
      'another unstated column',
      altered({ row: { ...record.row, label: 'VALID' } }),
      'ENTRY_MISMATCH',
    ],
    ['another salt', altered({ salt: new Uint8Array(32) }), 'ENTRY_MISMATCH'],
    ['another trace', altered({ words: reworded }), 'WORDS_MISMATCH'],
    ['a word slipped in beside the others', altered({ words: extended }), 'WORDS_MISMATCH'],
    ['a word under another form', altered({ words: { ...words, form: 'text' } }), 'WORDS_MISMATCH'],
    ['another salt of the words', altered({ words: resalted }), 'WORDS_MISMATCH'],
    ['other words with a commitment to fit', altered({ row: rebound }), 'ENTRY_MISMATCH'],
    ['an entry with white space', altered({ entry: `${record.entry} ` }), 'ENTRY_MALFORMED'],
  ])('%s', (_, text, code) => {
    expect(verifyRecord(text, proofText, trust)).toMatchObject(failure('entry', code))
  })

  test('a record rewritten whole, entry and all', async () => {
    const forged = await aProvenRecord({ outcome: 'allowed' })
    expect(verifyRecord(forged.recordText, proofText, trust)).toMatchObject(
      failure('inclusion', 'ROOT_MISMATCH'),
    )
  })

  test.each([
    ['no JSON', '{', 'RECORD_MALFORMED'],
    ['a list', '[]', 'RECORD_MALFORMED'],
    [
      'another format',
      recordText.replace('assize-record/1', 'assize-record/2'),
      'RECORD_MALFORMED',
    ],
    ['a short salt', recordText.replace(/"salt": "[^"]{8}/, '"salt": "'), 'RECORD_MALFORMED'],
    ['no row', recordText.replace('"row"', '"raw"'), 'RECORD_MALFORMED'],
    ['words of no kind', altered({ words: 'lost' }), 'RECORD_MALFORMED'],
  ])('%s in place of the record', (_, text, code) => {
    expect(verifyRecord(text, proofText, trust)).toMatchObject(failure('record', code))
  })

  test('a proof that is none, and one of another checkpoint', () => {
    expect(verifyRecord(recordText, recordText, trust)).toMatchObject(
      failure('proof', 'PROOF_MALFORMED'),
    )
    expect(verifyRecord(recordText, proofText.replace('\n9\n', '\n8\n'), trust)).toMatchObject(
      failure('checkpoint', 'SIGNATURE_INVALID'),
    )
    expect(verifyRecord(recordText, proofText, { ...trust, witnesses: 2 })).toMatchObject(
      failure('checkpoint', 'WITNESSES_MISSING'),
    )
  })

  test('what a signed checkpoint does not hold', () => {
    expect(verifyRecord(recordText, proofText.replace('index 8', 'index 7'), trust)).toMatchObject({
      holds: false,
      failed: 'inclusion',
    })
  })
})
