import { expect, test } from '@jest/globals'
import { verifyRecord } from '@assize/tlog'
import { sayReport } from './in-words.js'
import { meaningOf } from './meaning.js'
import { aProvenVerdict, logKey, witnessKey } from './proven-verdict.builder.js'
import { readKeys } from './trusted-keys.js'

const trust = readKeys(`${logKey}\n${witnessKey}`, 1).trust
const { record, proof } = await aProvenVerdict()
const marks = (report: ReturnType<typeof verifyRecord>) =>
  sayReport(report).map(({ what, mark }) => [what, mark])

test('a proof that holds is told step by step', () => {
  const report = verifyRecord(record, proof, trust)
  expect(marks(report)).toEqual([
    ['Record', 'holds'],
    ['Proof', 'holds'],
    ['Entry', 'holds'],
    ['Words', 'open'],
    ['Checkpoint', 'holds'],
    ['Witness', 'holds'],
    ['Place in the log', 'holds'],
  ])
  expect(sayReport(report).map(({ words }) => words)).toContain(
    'log.example/verdicts signed a tree of 3 entries with a key you trust.',
  )
})

test('what was tampered with is named, and what stands on it is not looked at', () => {
  const tampered = record.replace('"outcome": "violates"', '"outcome": "allowed"')
  const report = verifyRecord(tampered, proof, trust)
  expect(marks(report)).toEqual([
    ['Record', 'holds'],
    ['Proof', 'holds'],
    ['Entry', 'fails'],
    ['Checkpoint', 'unreached'],
    ['Place in the log', 'unreached'],
  ])
  expect(sayReport(report)[2]?.words).toBe(
    'The record is not the one that was entered: outcome differs: the entry states "violates", the row "allowed".',
  )
})

test.each([
  ['a checkpoint of another size', proof.replace('\n3\n', '\n4\n'), 'changed after it was signed'],
  ['another place', proof.replace('index 1', 'index 2'), 'The proof was cut'],
  ['half a proof', proof.slice(0, 60), 'This file is no proof'],
])('%s is refused in words', (_, altered, words) => {
  const report = verifyRecord(record, altered, trust)
  expect(report.holds).toBe(false)
  expect(sayReport(report).find(({ mark }) => mark === 'fails')?.words).toContain(words)
})

test('without a witness nobody says when, and the key of the checked proves little', () => {
  const alone = verifyRecord(record, proof, readKeys(logKey, 0).trust)
  if (!alone.holds) throw alone.why
  expect(marks(alone)).toContainEqual(['Witnesses', 'open'])
  const { leavesOpen } = meaningOf(alone.evidence, 'installation')
  expect(leavesOpen.join(' ')).toContain('no witness you trust')
  expect(leavesOpen.join(' ')).toContain('Whether the key is the log’s')

  const seen = verifyRecord(record, proof, trust)
  if (!seen.holds) throw seen.why
  const given = meaningOf(seen.evidence, 'given')
  expect(given.proves.join(' ')).toContain(
    '14 Nov 2023, 22:13:20 UTC, by the clock of witness.example',
  )
  expect(given.leavesOpen.join(' ')).not.toContain('witness')
})

test('erased words are told apart from words left out', async () => {
  const erased = await aProvenVerdict('erased')
  const report = verifyRecord(erased.record, erased.proof, trust)
  expect(sayReport(report)[3]?.words).toContain('They were erased')
})
