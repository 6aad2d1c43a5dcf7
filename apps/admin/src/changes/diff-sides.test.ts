import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { piecesOf, ruleWords, sidesOf } from './diff-sides.js'
import type { RuleDiff } from './documents.js'

const kinds = ['same', 'added', 'removed'] as const

test('each side holds its own lines and the common ones, in order', () => {
  const lines = fc.array(fc.record({ kind: fc.constantFrom(...kinds), text: fc.string() }))
  fc.assert(
    fc.property(lines, (all) => {
      const { before, after } = sidesOf({ lines: all })
      const of = (...wanted: string[]) =>
        all.filter(({ kind }) => wanted.includes(kind)).map(({ text }) => text)
      expect(before).toBe(of('same', 'removed').join('\n'))
      expect(after).toBe(of('same', 'added').join('\n'))
    }),
  )
})

test('what stayed and what went is the text before, what stayed and what came the text after', () => {
  const parts = fc.array(fc.record({ same: fc.string(), gone: fc.string(), come: fc.string() }))
  fc.assert(
    fc.property(parts, (all) => {
      const before = all.map(({ same, gone }) => same + gone).join('')
      const after = all.map(({ same, come }) => same + come).join('')
      let [a, b] = [0, 0]
      const spans = all.map(({ same, gone, come }) => {
        const span = { fromA: a + same.length, fromB: b + same.length }
        a += same.length + gone.length
        b += same.length + come.length
        return { ...span, toA: a, toB: b }
      })
      const pieces = piecesOf(before, after, spans)
      const without = (kind: string) =>
        pieces
          .filter((piece) => piece.kind !== kind)
          .map(({ text }) => text)
          .join('')
      expect(without('added')).toBe(before)
      expect(without('removed')).toBe(after)
    }),
  )
})

test('a rule without a place in the text has no words to show', () => {
  const at = (start: number | null, end: number | null) => ({
    ...{ title: 'Lure', outcome: 'VIOLATES', severity: 'LOW', precedence: 1, ground: 'terms' },
    ...{ start, end },
  })
  const change = { kind: 'changed', code: 'SP-1', fields: [], before: at(0, 4), after: at(2, null) }
  expect(ruleWords(change as RuleDiff, { before: 'SP-1 lure', after: 'none' })).toEqual({
    ...{ before: 'SP-1', after: null },
  })
})
