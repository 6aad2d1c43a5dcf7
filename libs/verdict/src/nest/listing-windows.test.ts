import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { beyond, dayMs, daysFor, farEnd, spanOf } from './listing-windows.js'

const at = (text: string): Date => new Date(text)
const [rising, falling] = (['ASC', 'DESC'] as const).map((way) => ({ by: '', type: '', way }))

describe('the days asked for', () => {
  const day = { fromMs: 0, toMs: dayMs }

  test('hold a page if all is as what was seen', () => {
    expect(daysFor({ ...day, found: 25 }, 50, 0)).toBeCloseTo(3.2)
    expect(daysFor({ fromMs: dayMs, toMs: 0, found: 100 }, 50, 2)).toBeCloseTo(0.7)
  })

  test('are none where a month holds less than a page', () => {
    expect(daysFor({ ...day, found: 1 }, 31, 0)).toBeNull()
    expect(daysFor({ ...day, found: 1 }, 30, 0)).not.toBeNull()
  })

  test('are few and then more while nothing was found, and then none', () => {
    expect([0, 1, 2].map((turn) => daysFor({ ...day, found: 0 }, 50, turn))).toEqual([0.5, 4, null])
  })

  test('reach back from where rows are to the begin of a day', () => {
    const span = spanOf(falling!, at('2026-11-22'), Date.parse('2026-11-20T10:00Z'), 0.5)
    expect(span).toEqual({
      ...{ from: at('2026-11-19'), until: at('2026-11-22') },
      days: ['2026-11-19', '2026-11-20', '2026-11-21'],
    })
  })

  test('follow one another without gap or overlap, whichever way', () => {
    const instant = fc.integer({ min: 100 * dayMs, max: 400 * dayMs })
    const days = fc.double({ min: 0.01, max: 40, noNaN: true })
    fc.assert(
      fc.property(fc.constantFrom(rising!, falling!), instant, instant, days, (walk, a, b, n) => {
        const near = new Date(walk.way === 'ASC' ? Math.min(a, b) : Math.max(a, b))
        const from = walk.way === 'ASC' ? Math.max(a, b) : Math.min(a, b)
        const span = spanOf(walk, near, from, n)
        const end = farEnd(walk, span)!
        expect(end.getTime() % dayMs).toBe(0)
        expect(Math.abs(end.getTime() - from)).toBeGreaterThanOrEqual(n * dayMs - 1)
        const next = spanOf(walk, end, from, n)
        expect(walk.way === 'ASC' ? next.from : next.until).toEqual(end)
        const left = beyond(walk, span)
        expect([left.from, left.until]).toContainEqual(end)
        const named = span.days?.map((each) => Date.parse(each)) ?? []
        expect(named[0]).toBeLessThanOrEqual(span.from!.getTime())
        expect(named.at(-1)! + dayMs).toBeGreaterThanOrEqual(span.until!.getTime())
      }),
    )
  })
})
