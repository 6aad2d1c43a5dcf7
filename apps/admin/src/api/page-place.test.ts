import { expect, test } from '@jest/globals'
import { pageArguments, placeFrom, start, withPlace } from './page-place.js'

test('a place survives its journey through the address, and the rest of the address stays', () => {
  for (const place of [
    start,
    { at: 'after', cursor: 'a b+/=' },
    { at: 'before', cursor: 'x' },
  ] as const) {
    const search = withPlace(new URLSearchParams('q=policy:spam&after=old'), place)
    expect(placeFrom(new URLSearchParams(search.toString()))).toEqual(place)
    expect(search.get('q')).toBe('policy:spam')
  }
})

test('older pages are asked for forwards, newer ones backwards', () => {
  expect(pageArguments(start, 50)).toEqual({ first: 50 })
  expect(pageArguments({ at: 'after', cursor: 'c' }, 50)).toEqual({ first: 50, after: 'c' })
  expect(pageArguments({ at: 'before', cursor: 'c' }, 50)).toEqual({ last: 50, before: 'c' })
})
