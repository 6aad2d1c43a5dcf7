import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parseValue as parse } from 'graphql'
import { GraphQLBigInt, GraphQLInstant } from './scalars.js'

describe('an instant', () => {
  const instants = fc.date({
    ...{ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z') },
    noInvalidDate: true,
  })

  test('comes back as it went out', () => {
    fc.assert(
      fc.property(instants, (instant) => {
        const written = GraphQLInstant.serialize(instant)
        expect(GraphQLInstant.parseValue(written)).toEqual(instant)
        expect(GraphQLInstant.parseLiteral(parse(JSON.stringify(written)), {})).toEqual(instant)
      }),
    )
  })

  test.each([
    ['2026-05-03', '2026-05-03T00:00:00.000Z'],
    ['2026-05-03T10:00+02:00', '2026-05-03T08:00:00.000Z'],
    ['2024-02-29T23:59:59.5-01:00', '2024-03-01T00:59:59.500Z'],
  ])('%s is %s', (written, instant) => {
    expect(GraphQLInstant.parseValue(written)?.toISOString()).toBe(instant)
  })

  test.each([
    '2026-02-29',
    '2026-02-30T00:00:00Z',
    '2026-04-31',
    '2026-13-01',
    '2026-05-03T10:00:00',
    '2026-05-03T25:00:00Z',
    '2026-05-03 10:00:00Z',
    '3 May 2026',
    '',
    1777802400000,
    null,
  ])('%p is none, and is not guessed at', (written) => {
    expect(() => GraphQLInstant.parseValue(written)).toThrow('expected an instant')
  })
})

test('a big integer loses no digit', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (value) => {
      expect(GraphQLBigInt.parseValue(GraphQLBigInt.serialize(value))).toBe(value)
    }),
  )
})
