import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { Actor } from './audit-event.js'
import { portions, ViewBuffer, type Views } from './view-buffer.js'

const at = new Date('2026-05-03T10:00:00Z')
const by = (id: string, requestId: string | null = 'r'): Actor => ({
  ...{ kind: 'person', id, requestId },
})
const see = (buffer: ViewBuffer, actor: Actor, id: string, action = 'trace.viewed') =>
  buffer.add(actor, action, { type: 'verdict', id }, at)
const seen = (taken: ReadonlyMap<string, Views>) =>
  [...taken.values()].map(({ actor, action, targetIds }) => [actor.id, action, [...targetIds]])

test('what one request shows of one kind of words is one group, and each object in it counts once', () => {
  const buffer = new ViewBuffer()
  for (const id of ['a', 'b', 'a']) see(buffer, by('ada'), id)
  see(buffer, by('ada'), 'a', 'content.viewed')
  see(buffer, by('bob'), 'a')
  see(buffer, by('ada', 'later'), 'a')
  expect(seen(buffer.take())).toEqual([
    ['ada', 'trace.viewed', ['a', 'b']],
    ['ada', 'content.viewed', ['a']],
    ['bob', 'trace.viewed', ['a']],
    ['ada', 'trace.viewed', ['a']],
  ])
})

test('a slow request is not told twice of what was written meanwhile', () => {
  const buffer = new ViewBuffer()
  see(buffer, by('ada'), 'a')
  buffer.settle(buffer.take())
  see(buffer, by('ada'), 'a')
  see(buffer, by('ada'), 'b')
  expect(seen(buffer.take())).toEqual([['ada', 'trace.viewed', ['b']]])
})

test('a name of a request that is used again hides nothing that is shown later', () => {
  const buffer = new ViewBuffer()
  see(buffer, by('ada'), 'a')
  buffer.settle(buffer.take())
  const later = new Date(at.getTime() + 60_000)
  for (const id of ['a', 'a']) buffer.add(by('ada'), 'trace.viewed', { type: 'verdict', id }, later)
  expect(seen(buffer.take())).toEqual([['ada', 'trace.viewed', ['a']]])
})

test('no more is taken in than there is room for, counting what is being written', () => {
  const buffer = new ViewBuffer(2)
  expect([see(buffer, by('ada'), 'a'), see(buffer, by('ada'), 'b')]).toEqual([true, true])
  const taken = buffer.take()
  expect(see(buffer, by('ada'), 'c')).toBe(false)
  expect(see(buffer, by('ada'), 'b')).toBe(true)
  buffer.settle(taken)
  expect(see(buffer, by('ada'), 'c')).toBe(true)
})

const step = fc.oneof(
  fc.record({ who: fc.constantFrom('ada', 'bob'), id: fc.constantFrom('a', 'b', 'c', 'd') }),
  fc.constantFrom('write' as const, 'fail' as const),
)

test('whatever fails in between, every view is written once, and the buffer ends empty', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), fc.constantFrom('r', null), (steps, request) => {
      const buffer = new ViewBuffer()
      const written: string[] = []
      const write = () => {
        const taken = buffer.take()
        for (const { actor, targetIds } of taken.values())
          written.push(...[...targetIds].map((id) => `${actor.id} ${id}`))
        buffer.settle(taken)
      }
      const shown = new Set<string>()
      for (const each of steps) {
        if (each === 'write') write()
        else if (each === 'fail') buffer.putBack(buffer.take())
        else {
          see(buffer, by(each.who, request), each.id)
          shown.add(`${each.who} ${each.id}`)
        }
      }
      write()
      expect(buffer.held).toBe(0)
      expect(new Set(written)).toEqual(shown)
      if (request) expect(written).toHaveLength(shown.size)
    }),
  )
})

test('a list too long for one event is several', () => {
  const ids = Array.from({ length: 1201 }, (_, n) => String(n))
  expect(portions(ids).map((each) => each.length)).toEqual([500, 500, 201])
  expect(portions(ids).flat()).toEqual(ids)
})
