import { expect, test } from '@jest/globals'
import { listQuotations } from './quotations.js'

const texts = (trace: string) => listQuotations(trace).map(({ text }) => text)

test.each([
  ['straight', 'He says "bring the cash" now', ['bring the cash']],
  ['curly', 'He says “bring the cash” now', ['bring the cash']],
  ['angled', 'He says «bring the cash» now', ['bring the cash']],
  ['single', "He says 'bring the cash' now", ['bring the cash']],
  ['single, with an apostrophe inside', "He says 'don't bring it' now", ["don't bring it"]],
  ['backticks', 'He says `bring the cash` now', ['bring the cash']],
  ['nested', 'It has "he said \'bring it\' twice"', ["he said 'bring it' twice", 'bring it']],
  ['lines marked', 'It says:\n\n> bring the cash\n> at noon\n\nHm', ['bring the cash\n> at noon']],
  ['none: apostrophes', "the sellers' tickets and the buyer's", []],
  ['none: inches', 'a 5" screen and a 7" one', []],
  ['none: left open over a blank line', 'He says "bring\n\nthe cash" now', []],
  ['none: a comparison', 'if 3 > 2 then so', []],
])('%s', (_, trace, found) => {
  expect(texts(trace)).toEqual(found)
})

test('offsets slice to the text', () => {
  const trace = 'It says:\r\n> bring the cash\r\nand “more of it” too'
  for (const { text, start, end } of listQuotations(trace))
    expect(trace.slice(start, end)).toBe(text)
})

test('open where a blank or an introducing sign stands before them and none that closes behind', () => {
  const signs = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code))
  const before = signs.filter((sign) => texts(`${sign}"ab"`).includes('ab'))
  expect(before).toEqual(signs.filter((sign) => /[\s([{:;,—–/=>-]/.test(sign)))
  const behind = signs.filter((sign) => texts(` "${sign}b"`).length === 0)
  expect(behind).toEqual(signs.filter((sign) => /[\s.,;:!?)\]}]/.test(sign)))
})
