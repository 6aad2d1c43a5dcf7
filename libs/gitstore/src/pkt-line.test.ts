import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { flushPacket, onBand, packet, readPacket } from './pkt-line.js'

test('what goes into packets comes out again', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ minLength: 1 })), (parts) => {
      const bytes = Buffer.concat([...parts.map(packet), flushPacket])
      const read: number[][] = []
      let at = 0
      for (;;) {
        const { packet: found, next } = readPacket(bytes, at)
        at = next
        if (found.kind !== 'data') break
        read.push([...found.bytes])
      }
      expect(read).toEqual(parts.map((part) => [...part]))
      expect(at).toBe(bytes.length)
    }),
  )
})

test('a long answer is cut into packets that a client takes', () => {
  const packets = [...onBand(1, new Uint8Array(200_000))]
  expect(packets).toHaveLength(4)
  expect(Math.max(...packets.map(({ length }) => length))).toBe(65_520)
})

test.each(['', '00', 'zzzz', '0003', '0009abc', 'fff1aaaa', '-001'])('%j is no packet', (text) => {
  expect(() => readPacket(Buffer.from(text), 0)).toThrow(
    expect.objectContaining({ code: 'REQUEST_REFUSED' }),
  )
})
