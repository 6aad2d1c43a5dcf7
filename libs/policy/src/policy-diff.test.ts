import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { applyDiff, diffTexts } from './policy-diff.js'

const text = fc
  .array(fc.constantFrom('a', 'b', 'c', '', ' ', 'rule'), { maxLength: 30 })
  .map((l) => l.join('\n'))

test('applying the diff gives the target', () => {
  fc.assert(
    fc.property(text, text, (base, head) => {
      expect(applyDiff(base, diffTexts(base, head))).toBe(head)
    }),
  )
})

test('line numbers run on from 1 on either side', () => {
  fc.assert(
    fc.property(text, text, (base, head) => {
      const lines = diffTexts(base, head)
      const numbers = (side: 'base' | 'head') => lines.flatMap((line) => line[side] ?? [])
      expect(numbers('base')).toEqual(base.split('\n').map((_, index) => index + 1))
      expect(numbers('head')).toEqual(head.split('\n').map((_, index) => index + 1))
    }),
  )
})

test('equal texts have no change, and a carriage return is one', () => {
  expect(diffTexts('a\nb', 'a\nb').every(({ kind }) => kind === 'same')).toBe(true)
  expect(diffTexts('a', 'a\r').map(({ kind }) => kind)).toEqual(['removed', 'added'])
})

test('texts without a line in common end soon and stay true', () => {
  const base = Array.from({ length: 9000 }, (_, n) => `a${n}`).join('\n')
  const head = Array.from({ length: 9000 }, (_, n) => `b${n}`).join('\n')
  expect(applyDiff(base, diffTexts(base, head))).toBe(head)
})

test('a diff of another text is not applied', () => {
  expect(() => applyDiff('x\ny', diffTexts('a\nb', 'a\nc'))).toThrow(RangeError)
})
