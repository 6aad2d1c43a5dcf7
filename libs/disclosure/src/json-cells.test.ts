import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { GrowingBytes } from './growing-bytes.js'
import { writeInstant, writeJsonText, writeNumber, writeUuid } from './json-cells.js'

function written(write: (out: GrowingBytes) => void): string {
  const out = new GrowingBytes()
  write(out)
  return out.view.toString()
}

test('text is what JSON makes of it, whatever it holds', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      const bytes = Buffer.from(`x${text}y`)
      const json = written((out) => writeJsonText(out, bytes, 1, bytes.length - 2))
      expect(JSON.parse(json)).toBe(Buffer.from(text).toString())
      expect([...Buffer.from(json)].every((byte) => byte >= 0x20)).toBe(true)
    }),
  )
})

test('an instant is what a date writes', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date(0), max: new Date(253402300799999), noInvalidDate: true }),
      (date) => {
        expect(written((out) => writeInstant(out, date.getTime()))).toBe(JSON.stringify(date))
      },
    ),
  )
})

test('a number is a number, and null where JSON has none', () => {
  fc.assert(
    fc.property(fc.double(), (value) => {
      expect(written((out) => writeNumber(out, value))).toBe(
        Number.isFinite(value) ? String(value) : 'null',
      )
    }),
  )
  expect(written((out) => writeNumber(out, 9_007_199_254_740_993n))).toBe('9007199254740993')
})

test('an id is written as everywhere', () => {
  const bytes = Buffer.from('00' + '01a1ff894b56739d80000000039dffff', 'hex')
  expect(written((out) => writeUuid(out, bytes, 1))).toBe('"01a1ff89-4b56-739d-8000-0000039dffff"')
})
