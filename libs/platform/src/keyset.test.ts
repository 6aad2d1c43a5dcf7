import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  decodeCursor,
  encodeCursor,
  idOfCursor,
  parsePage,
  toPage,
  type PageArguments,
} from './keyset.js'

/** What a store does for a list of numbers, smallest first. */
function read(list: readonly number[], args: PageArguments) {
  const request = parsePage(args)
  const key = request.cursor === null ? null : Number(request.cursor[0])
  const rows =
    request.direction === 'forward'
      ? list.filter((each) => key === null || each > key)
      : list.filter((each) => key === null || each < key).reverse()
  return toPage(rows.slice(0, request.limit + 1), request)
}

const cursorOf = (item: number | undefined): string => encodeCursor([String(item)])

describe('pages', () => {
  const lists = fc.uniqueArray(fc.nat(1000), { maxLength: 40 })

  test('walked to either end hold every item once, each in the order of the list', () => {
    fc.assert(
      fc.property(lists, fc.integer({ min: 1, max: 9 }), fc.boolean(), (items, size, forward) => {
        const list = [...items].sort((a, b) => a - b)
        const seen: number[] = []
        let page = read(list, forward ? { first: size } : { last: size })
        for (;;) {
          if (forward) seen.push(...page.items)
          else seen.unshift(...page.items)
          if (forward ? !page.hasNextPage : !page.hasPreviousPage) break
          page = forward
            ? read(list, { first: size, after: cursorOf(page.items.at(-1)) })
            : read(list, { last: size, before: cursorOf(page.items[0]) })
        }
        expect(seen).toEqual(list)
      }),
    )
  })

  test('going on and back again shows the page one came from', () => {
    fc.assert(
      fc.property(lists, fc.integer({ min: 1, max: 9 }), (items, size) => {
        const list = [...items].sort((a, b) => a - b)
        const first = read(list, { first: size })
        fc.pre(first.hasNextPage)
        const next = read(list, { first: size, after: cursorOf(first.items.at(-1)) })
        expect(next.hasPreviousPage).toBe(true)
        const back = read(list, { last: size, before: cursorOf(next.items[0]) })
        expect(back.items).toEqual(first.items)
        expect(back.hasNextPage).toBe(true)
      }),
    )
  })
})

test('a cursor gives back the keys it was made of', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1 }), (keys) => {
      fc.pre(keys.every((key) => !key.includes('\0')))
      expect(decodeCursor(encodeCursor(keys))).toEqual(keys)
    }),
  )
})

test.each(['x', '[]', '[1]', '["a\\u0000"]', '["\\ud800"]', '{"0":"a"}', '"a"'])(
  '%p was never handed out as a cursor',
  (text) => {
    for (const cursor of [text, Buffer.from(text).toString('base64url')])
      expect(() => decodeCursor(cursor)).toThrow(
        expect.objectContaining({ code: 'CURSOR_INVALID' }),
      )
  },
)

test('a list in the order of ids takes up its own cursors and no other’s', () => {
  const id = '0192f000-0000-7000-8000-000000000001'
  const at = (...keys: string[]) => idOfCursor(parsePage({ first: 1, after: encodeCursor(keys) }))
  expect(at(id)).toBe(id)
  expect(idOfCursor(parsePage({ first: 1 }))).toBeNull()
  for (const keys of [['2026-11-14T12:00:00.000Z', id], ['7'], [id, id]])
    expect(() => at(...keys)).toThrow(expect.objectContaining({ code: 'CURSOR_INVALID' }))
})

test.each([
  [{ first: 0 }],
  [{ first: 201 }],
  [{ last: -1 }],
  [{ first: 1, last: 1 }],
  [{ first: 1, before: cursorOf(1) }],
  [{ last: 1, after: cursorOf(1) }],
  [{ after: cursorOf(1), before: cursorOf(2) }],
])('%j is no page', (args) => {
  expect(() => parsePage(args)).toThrow(expect.objectContaining({ code: 'PAGE_INVALID' }))
})

test('no size asked for gives the usual one', () => {
  expect(parsePage({}).limit).toBe(25)
  expect(parsePage({ before: cursorOf(1) })).toMatchObject({ limit: 25, direction: 'backward' })
})
