import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { policyPassages } from './policy-passages.js'

test('each rule code stands at the line where its passage begins, once', () => {
  const text = '## Rules\n- SP-1.1 Repeated\n- SP-1.2 Misplaced, see SP-1.1\n'
  const passages = policyPassages(text, [
    { code: 'SP-1.1', start: text.indexOf('SP-1.1'), end: 25 },
    { code: 'SP-1.2', start: null, end: null },
  ])
  expect(passages.map(({ code, isHeading }) => [code, isHeading])).toEqual([
    [null, true],
    ['SP-1.1', false],
    ['SP-1.2', false],
    [null, false],
  ])
})

test('passages joined by line feeds are the exact text', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '\n', ' ', '#', '\r') }), (text) => {
      expect(
        policyPassages(text, [])
          .map((passage) => passage.text)
          .join('\n'),
      ).toBe(text)
    }),
  )
})
