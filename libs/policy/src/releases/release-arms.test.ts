import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { armsFor, armsInForce, type ReleaseArm } from './release-arms.js'

const fingerprint = fc.stringMatching(/^[0-9a-f]{64}$/)
const state = (share: number, shadow: string | null = null) => ({
  ...{ policy: 'spam', live: 'v1', canary: { version: 'v2', share }, shadow },
})

describe('content falls', () => {
  test('on one side, always the same', () => {
    fc.assert(
      fc.property(fingerprint, fc.integer({ min: 1, max: 50 }), (print, share) => {
        const first = armsFor(state(share), print)
        expect(armsFor(state(share), print)).toEqual(first)
        expect(first.version).toBe(first.arm === 'canary' ? 'v2' : 'v1')
      }),
    )
  })

  test('on the side of the canary still when its share grows', () => {
    fc.assert(
      fc.property(fingerprint, fc.integer({ min: 1, max: 49 }), (print, share) => {
        if (armsFor(state(share), print).arm === 'canary')
          expect(armsFor(state(share + 1), print).arm).toBe('canary')
      }),
    )
  })

  test('in about the share that was stated, each policy by itself', () => {
    const prints = Array.from({ length: 4000 }, (_, n) => n.toString(16).padStart(64, '0'))
    const taken = (policy: string) =>
      prints.filter((print) => armsFor({ ...state(10), policy }, print).arm === 'canary')
    expect(taken('spam').length).toBeGreaterThan(320)
    expect(taken('spam').length).toBeLessThan(480)
    const both = taken('spam').filter((print) => taken('weapons').includes(print))
    expect(both.length).toBeLessThan(100)
  })

  test('beside, too, unless it is judged under that version already', () => {
    const print = '0'.repeat(64)
    expect(armsFor({ ...state(1), canary: null, shadow: 'v3' }, print).shadow).toBe('v3')
    expect(armsFor({ ...state(1), canary: null, shadow: 'v1' }, print).shadow).toBeNull()
  })
})

describe('an arm holds', () => {
  const arm = (id: string, at: number, commit: string | null) =>
    ({ id, arm: 'canary', commit, setAt: new Date(at) }) as ReleaseArm
  const held = (history: readonly ReleaseArm[], since: number, at: number) =>
    armsInForce(history, new Date(since), new Date(at)).get('canary')?.commit

  test('from when it was set until another is, or none', () => {
    const history = [arm('1', 10, 'a'), arm('2', 20, 'b'), arm('3', 30, null)]
    expect([9, 10, 25, 30].map((at) => held(history, 0, at))).toEqual([
      ...[undefined, 'a', 'b', undefined],
    ])
  })

  test('until the next publication', () => {
    expect(held([arm('1', 10, 'a')], 15, 20)).toBeUndefined()
  })
})
