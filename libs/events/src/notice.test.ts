import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { packNotices, parseNotice } from './notice.js'

const event = fc.record({
  type: fc.constantFrom('verdict.recorded', 'case.changed'),
  subject: fc.uuid(),
  payload: fc.dictionary(fc.string(), fc.string({ unit: 'grapheme', maxLength: 400 }), {
    maxKeys: 3,
  }),
})

test('unpacking gives every event in order, and no notice exceeds the limit', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 60 }), (events) => {
      const packed = packNotices(events, 4000)
      for (const notice of packed) expect(Buffer.byteLength(notice)).toBeLessThanOrEqual(4000)
      const seen = packed.flatMap(parseNotice)
      expect(seen.map(({ subject }) => subject)).toEqual(events.map(({ subject }) => subject))
    }),
  )
})

test('an event too large for any notice travels as an address', () => {
  const [packed] = packNotices([{ type: 't', subject: 's', payload: { a: 'x'.repeat(9000) } }])
  expect(parseNotice(packed!)).toEqual([{ type: 't', subject: 's', payload: {} }])
})
