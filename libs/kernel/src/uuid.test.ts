import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { Clock } from './clock.js'
import { Randomness } from './randomness.js'
import { IdSource, isUuid, uuidV7, uuidV7Floor, uuidV7TimeMs } from './uuid.js'

const instant = fc.integer({ min: 0, max: 2 ** 48 - 1 })
const entropy = fc.uint8Array({ minLength: 10, maxLength: 10 })

test('an id carries its instant', () => {
  fc.assert(
    fc.property(instant, entropy, (ms, bytes) => {
      const id = uuidV7(ms, bytes)
      expect(isUuid(id)).toBe(true)
      expect(id[14]).toBe('7')
      expect(uuidV7TimeMs(id)).toBe(ms)
    }),
  )
})

test('ids of a later instant sort after ids of an earlier one', () => {
  fc.assert(
    fc.property(instant, instant, entropy, entropy, (a, b, x, y) => {
      fc.pre(a < b)
      expect(uuidV7(a, x) < uuidV7(b, y)).toBe(true)
    }),
  )
})

test('the floor of an instant is at or below each of its ids', () => {
  fc.assert(
    fc.property(instant, entropy, (ms, bytes) => {
      expect(uuidV7Floor(ms) <= uuidV7(ms, bytes)).toBe(true)
    }),
  )
})

test('too little entropy is refused', () => {
  expect(() => uuidV7(0, new Uint8Array(9))).toThrow('10 bytes')
})

class Ticks extends Clock {
  constructor(private readonly ticks: readonly number[]) {
    super()
  }
  #next = 0
  now(): Date {
    return new Date(this.ticks[this.#next++] ?? 0)
  }
}

class Drawn extends Randomness {
  constructor(private readonly drawn: readonly Uint8Array[]) {
    super()
  }
  #next = 0
  bytes(): Uint8Array {
    return this.drawn[this.#next++] ?? new Uint8Array(10)
  }
}

test('ids of one source sort in the order they were made, also within a millisecond', () => {
  const pace = fc.array(fc.tuple(fc.nat(1), entropy), { minLength: 2, maxLength: 50 })
  fc.assert(
    fc.property(fc.nat(2 ** 41), pace, (start, steps) => {
      let at = start
      const ticks = steps.map(([ms]) => (at += ms))
      // From the middle down, so that no run of steps leaves the millisecond's share of ids.
      const drawn = steps.map(([, bytes]) =>
        Uint8Array.from(bytes, (b, i) => (i < 2 ? b & 0x7c : b)),
      )
      const source = new IdSource(new Ticks(ticks), new Drawn(drawn))
      const ids = ticks.map(() => source.next())
      expect(ids).toEqual([...ids].sort())
      expect(new Set(ids).size).toBe(ids.length)
      expect(ids.map(uuidV7TimeMs)).toEqual(ticks)
      expect(ids.every((id) => isUuid(id) && id[14] === '7' && /[89ab]/.test(id[19] ?? ''))).toBe(
        true,
      )
    }),
  )
})
