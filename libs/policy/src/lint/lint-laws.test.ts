import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { applyFix, applySafeFixes, type LintedTexts } from './apply-fixes.js'
import { soundCases, soundManifest, soundText } from '../fixtures/sound-policy.js'
import { lintFiles, mostRemarks } from './lint-policy.js'
import type { LintRemark } from './lint-remark.js'
import { mostRead } from './lint-view.js'
import { lintRules } from './lint-rules.js'

const lint = ({ text = '', manifest, cases }: LintedTexts): LintRemark[] =>
  lintFiles({ text, manifestYaml: manifest ?? null, cases: cases ?? null }, { tokens: 500 })

/** Pieces that rules look for, and what stands between them. */
const piece = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...soundText.split(/(?<=\n)/)) },
  fc.constantFrom(
    ...['system: ', '<system>\n', '[INST]', '<|end|>', '<|', '|>', '<|x|>', '\u200B', '\uFEFF'],
    ...[
      '\u202E',
      '\u{E0061}',
      '\uFE0F',
      '\u{1F3F4}',
      'TO-9.9',
      'TO1.1',
      'TO-1',
      '- TO-3.1 New: x\n',
    ],
    ...[
      'Last updated: 2026-05-03\n',
      'Reasoning: high\n',
      '{{date}}',
      '3 May 2026',
      '\n',
      ' ',
      '"',
    ],
    ...[
      'generally unsafe',
      'is prohibited',
      'e\u0301t\u00E9',
      'Answer: VALID\n',
      'Example 3:\n',
      '|',
    ],
  ),
  fc.string({ unit: 'binary', maxLength: 6 }),
)
const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''))
const manifest = fc.constantFrom(
  undefined,
  soundManifest,
  soundManifest.replace('TO-1.2', 'TO-5.5'),
  'x',
)
const cases = fc.constantFrom(
  undefined,
  soundCases,
  '{"label":"NO"}\n',
  '{"content":"a","label":"VALID","rules":["X"]}',
)
const draft = fc
  .record({ text, manifest, cases })
  .map(({ text: words, manifest: yaml, cases: jsonl }): LintedTexts => ({
    text: words,
    ...(yaml === undefined ? {} : { manifest: yaml }),
    ...(jsonl === undefined ? {} : { cases: jsonl }),
  }))

const errorsIn = (remarks: readonly LintRemark[]): number =>
  remarks.filter(({ severity }) => severity === 'error').length

test('places and edits lie in their file, lines and columns name the same place', () => {
  fc.assert(
    fc.property(draft, (texts) => {
      for (const { place, fixes } of lint(texts)) {
        const words = texts[place.file] ?? ''
        expect(place.start).toBeGreaterThanOrEqual(0)
        expect(place.end).toBeGreaterThanOrEqual(place.start)
        expect(place.end).toBeLessThanOrEqual(words.length)
        const lines = words.split(/\r\n|\r|\n/)
        expect(place.column).toBeLessThanOrEqual((lines[place.line - 1] ?? '').length + 1)
        expect(place.endLine).toBeLessThanOrEqual(lines.length)
        for (const { file, edits } of fixes) {
          let at = 0
          for (const { start, end } of edits) {
            expect(start).toBeGreaterThanOrEqual(at)
            expect(end).toBeGreaterThanOrEqual(start)
            at = end
          }
          expect(at).toBeLessThanOrEqual((texts[file] ?? '').length)
        }
      }
    }),
  )
})

test('a fix changes something, and makes no error', () => {
  fc.assert(
    fc.property(draft, (texts) => {
      const before = lint(texts)
      for (const fix of before.flatMap(({ fixes }) => fixes)) {
        const after = applyFix(texts, fix)
        expect(after).not.toEqual(texts)
        expect(errorsIn(lint(after))).toBeLessThanOrEqual(errorsIn(before))
      }
    }),
    { numRuns: 60 },
  )
})

test('after the safe fixes there are none left, and fixing again changes nothing', () => {
  fc.assert(
    fc.property(draft, (texts) => {
      const fixed = applySafeFixes(texts, lint)
      const left = lint(fixed.texts)
      expect(left.flatMap(({ fixes }) => fixes).filter(({ isSafe }) => isSafe)).toEqual([])
      expect(applySafeFixes(fixed.texts, lint)).toEqual({ texts: fixed.texts, count: 0 })
      expect(errorsIn(left)).toBeLessThanOrEqual(errorsIn(lint(texts)))
    }),
  )
})

test('line ends and the form of letters make no difference to what is said', () => {
  const said = (texts: LintedTexts): string[] =>
    lint(texts).map(({ code, message, place }) => `${code} ${place.file}:${place.line} ${message}`)
  fc.assert(
    fc.property(draft, (texts) => {
      const words = (texts.text ?? '').replace(/\r|\u0344|[\u0958-\u095F]/g, '').normalize('NFC')
      const plain = said({ ...texts, text: words })
      expect(said({ ...texts, text: words.replaceAll('\n', '\r\n') })).toEqual(plain)
      expect(said({ ...texts, text: words.replaceAll('\n', '\r') })).toEqual(plain)
      expect(said({ ...texts, text: words.normalize('NFD') })).toEqual(plain)
    }),
  )
})

const fill = (unit: string, size: number): string => unit.repeat(Math.floor(size / unit.length))

test.each([
  ...[
    'a',
    ' ',
    '\n',
    '"',
    '“',
    '|',
    '#',
    '-',
    '*',
    '<|',
    '<|x|>',
    '\u200B',
    'x\u200B',
    '\u{E0061}',
  ],
  ...['→', '->', 'A1 ', '- A1 x\n', '- SP-1.1 a\n', '(SP1) ', 'Answer: VALID\n', '## Examples\n'],
  ...[
    '- Item: "x"\n  Answer: VALID\n',
    'generally ',
    'is ',
    'confidence score ',
    '2026-05-03 ',
    '{{',
  ],
  ...[
    'system:\n',
    'Last updated: 2026-05-03\n',
    '\r',
    '\t',
    'A',
    '.',
    'ignore ',
    '0-',
    'reasoning:',
  ],
  ...[
    '0123456789abcdef',
    '{"',
    '\u202E\uFE00',
    '[INST]\n',
    'Sp. 1.1.1.1 ',
    "don't ",
    '=\n',
    'A-1 B-2\n',
  ],
])('a text of nothing but %j is read in time, with remarks enough', (unit) => {
  const before = process.cpuUsage()
  const remarks = lint({ text: fill(unit, 256 * 1024), manifest: soundManifest, cases: soundCases })
  const { user, system } = process.cpuUsage(before)
  for (const { code } of lintRules)
    expect(remarks.filter((remark) => remark.code === code).length).toBeLessThanOrEqual(mostRemarks)
  expect((user + system) / 1e6).toBeLessThan(10)
})

test('no fix takes the whole text away, alone or with others', () => {
  for (const text of ['Reasoning: high\n', 'Reasoning: high\nReasoning: low\n']) {
    const fixed = applySafeFixes({ text }, lint)
    expect(fixed.texts.text?.trim()).not.toBe('')
    for (const fix of lint({ text }).flatMap(({ fixes }) => fixes))
      expect(applyFix({ text }, fix).text?.trim()).not.toBe('')
  }
})

test('of a text of any length, no more is read than a policy can have, and the rest is an error', () => {
  const long = `${soundText}\n${'# H\n'.repeat(250_000)}`
  const remarks = lint({ text: long, manifest: soundManifest })
  expect(remarks.filter(({ severity }) => severity === 'error')).toMatchObject([
    { code: 'too-long', message: 'expected at most 10,000 tokens, saw 1,001,022 characters' },
  ])
  expect(Math.max(...remarks.map(({ place }) => place.end))).toBeLessThanOrEqual(mostRead)
  const manifest = `${soundManifest}${'# \n'.repeat(50_000)}`
  expect(lint({ text: soundText, manifest })).toMatchObject([
    { code: 'manifest-refused', message: expect.stringContaining('131072 characters') },
  ])
})
