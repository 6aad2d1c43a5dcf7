import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { readQuestion } from './question.js'
import { readSpan, readTime } from './time-span.js'

const kinds = (text: string): string[] => readQuestion(text).map(({ kind }) => kind)
const id = '019f1b2c-0000-7000-8000-000000000001'

describe('a question', () => {
  test.each([
    [id, ['id', 'external-id']],
    [`${id.toUpperCase()}`, ['id', 'external-id']],
    [`${id}:0`, ['id', 'external-id']],
    ['#1234', ['case-number', 'external-id', 'quotation']],
    ['case 12', ['case-number', 'external-id', 'quotation']],
    ['A-17', ['appeal-number', 'external-id', 'quotation']],
    ['spam@v2', ['policy-version', 'external-id', 'quotation']],
    ['spam@8f3c2d1', ['policy-version', 'external-id', 'quotation']],
    ['8f3c2d1ab', ['commit', 'external-id', 'quotation']],
    ['post-4711', ['external-id', 'quotation']],
    ['“Buy now, buy now”', ['external-id', 'quotation']],
    ['3 May 2026', ['span']],
    ['spam on 3 May 2026', ['span']],
    ['prompt-injection 2026-05-03', ['span']],
    ['spam from 1 May 2026 to 3 May 2026', ['span']],
  ])('%s may be %j', (text, expected) => {
    expect(kinds(text)).toEqual(expected)
  })

  test('loses the marks around a quotation', () => {
    expect(readQuestion('"Buy now"').at(-1)).toEqual({ kind: 'quotation', text: 'Buy now' })
  })

  test('of a policy on a day names both', () => {
    expect(readQuestion('Spam on 3 May 2026')).toEqual([
      {
        kind: 'span',
        policy: 'spam',
        span: { from: new Date('2026-05-03'), to: new Date('2026-05-04') },
      },
    ])
  })

  test('is never empty, and understood whatever it is', () => {
    expect(() => readQuestion(' ')).toThrow('expected an id')
    expect(() => readQuestion('x'.repeat(1001))).toThrow('expected an id')
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 300 }), (text) => {
        fc.pre(text.trim() !== '' && !text.includes('\0'))
        expect(readQuestion(text).length).toBeGreaterThan(0)
      }),
    )
  })
})

describe('a time', () => {
  test.each([
    ['2026-05-03', '2026-05-03T00:00:00Z', '2026-05-04T00:00:00Z'],
    ['2026-05', '2026-05-01T00:00:00Z', '2026-06-01T00:00:00Z'],
    ['2026-12', '2026-12-01T00:00:00Z', '2027-01-01T00:00:00Z'],
    ['2026-05-03T14:05Z', '2026-05-03T14:05:00Z', '2026-05-03T14:06:00Z'],
    ['2026-05-03 14:05:09', '2026-05-03T14:05:09Z', '2026-05-03T14:05:10Z'],
    ['3 May 2026', '2026-05-03T00:00:00Z', '2026-05-04T00:00:00Z'],
    ['May 3, 2026', '2026-05-03T00:00:00Z', '2026-05-04T00:00:00Z'],
    ['3rd of May 2026', null, null],
    ['3rd may 2026', '2026-05-03T00:00:00Z', '2026-05-04T00:00:00Z'],
    ['3 Sep 2026, 14:05', '2026-09-03T14:05:00Z', '2026-09-03T14:06:00Z'],
    ['September 2026', '2026-09-01T00:00:00Z', '2026-10-01T00:00:00Z'],
    ['31 June 2026', null, null],
    ['2026-02-30', null, null],
    ['3 Mayhem 2026', null, null],
    ['now', null, null],
  ])('%s is from %s', (text, from, to) => {
    expect(readTime(text)).toEqual(
      from === null ? null : { from: new Date(from), to: new Date(to ?? '') },
    )
  })

  test.each(['1 May 2026 to 3 May 2026', '2026-05-01..2026-05-03', '2026-05-01/2026-05-03'])(
    '%s takes its last day in',
    (text) => {
      expect(readSpan(text)).toEqual({ from: new Date('2026-05-01'), to: new Date('2026-05-04') })
    },
  )

  test('that ends before it begins is none', () => {
    expect(readSpan('3 May 2026 to 1 May 2026')).toBeNull()
  })
})
