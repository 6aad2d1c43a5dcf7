import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { layLanes, type Dot } from './lanes.js'

const version = (commit: string, ...parents: string[]): Dot => ({ commit, parents, version: {} })
const draft = (commit: string, ...parents: string[]): Dot => ({ commit, parents, version: null })

describe('lanes', () => {
  test('versions stand in the first, what a merge brought beside them', () => {
    const { lanes, edges, width } = layLanes([
      version('v2', 'v1', 'b'),
      draft('b', 'a'),
      draft('a', 'v1'),
      version('v1'),
    ])
    expect(lanes).toEqual([0, 1, 1, 0])
    expect(width).toBe(2)
    expect(edges.map(({ from, to, lane }) => [from.row, to.row, lane])).toEqual([
      ...[
        [0, 3, 0],
        [0, 1, 1],
        [1, 2, 1],
        [2, 3, 1],
      ],
    ])
  })

  test('are shared by lines that are not there at the same time, and by no others', () => {
    const apart = [
      ...[version('v3', 'v2', 'b'), draft('b', 'v2'), version('v2', 'v1', 'a'), draft('a', 'v1')],
      version('v1'),
    ]
    expect(layLanes(apart).lanes).toEqual([0, 1, 0, 1, 0])
    const together = [draft('y', 'v1'), draft('x', 'v1'), version('v2', 'v1'), version('v1')]
    expect(layLanes(together).lanes).toEqual([1, 2, 0, 0])
  })

  test('lead off the page to what is older', () => {
    expect(layLanes([version('v9', 'v8')]).edges).toEqual([
      { from: { row: 0, lane: 0 }, to: { row: 1, lane: 0 }, lane: 0, older: true },
    ])
  })

  test('never let two lines run in one lane beside versions', () => {
    const lines = fc.array(fc.record({ length: fc.integer({ min: 1, max: 4 }), back: fc.nat(6) }), {
      maxLength: 8,
    })
    fc.assert(
      fc.property(lines, fc.integer({ min: 1, max: 6 }), (branches, versions) => {
        const open = branches.flatMap(({ length, back }, b) =>
          Array.from({ length }, (_, i) =>
            draft(
              `b${b}.${i}`,
              i + 1 < length ? `b${b}.${i + 1}` : `v${versions - (back % versions)}`,
            ),
          ),
        )
        const line = Array.from({ length: versions }, (_, i) =>
          version(`v${versions - i}`, ...(i + 1 < versions ? [`v${versions - i - 1}`] : [])),
        )
        const dots = [...open, ...line]
        const { lanes, edges } = layLanes(dots)
        const spans = edges.filter(({ lane }) => lane > 0)
        for (const one of spans)
          for (const other of spans) {
            if (one === other || one.lane !== other.lane) continue
            const overlap =
              Math.min(one.to.row, other.to.row) - Math.max(one.from.row, other.from.row)
            expect(overlap).toBeLessThanOrEqual(0)
          }
        expect(lanes.slice(open.length).every((lane) => lane === 0)).toBe(true)
      }),
    )
  })
})
