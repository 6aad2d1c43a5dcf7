import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  decide,
  expire,
  isHeldBy,
  isLive,
  lease,
  leaseMs,
  release,
  releaseReasons,
  renew,
  reopen,
  requireLease,
  stateAt,
  type Reviewer,
} from './case-machine.js'
import { aCase } from './review-case.builder.js'
import type { ReviewCase } from './review-case.js'
import { ReviewError } from './review-error.js'

const start = Date.parse('2026-11-03T10:00:00.000Z')
const at = (ms: number): Date => new Date(start + ms)
const ann: Reviewer = { id: 'ann', senior: false }
const bob: Reviewer = { id: 'bob', senior: false }
const sue: Reviewer = { id: 'sue', senior: true }
const tokenOf = (by: Reviewer) => ({ holder: by.id, tokenHash: `token of ${by.id}` })
const leasedBy = (by: Reviewer, each = aCase(), ms = 0): ReviewCase =>
  lease(each, by, tokenOf(by).tokenHash, at(ms))
const codeOf = (act: () => unknown): string | null => {
  try {
    act()
    return null
  } catch (error) {
    return (error as ReviewError).code
  }
}

describe('a case', () => {
  test('is held by one person until its lease ends, to the millisecond', () => {
    const held = leasedBy(ann)
    expect(isHeldBy(held, 'ann', at(leaseMs - 1))).toBe(true)
    expect(isHeldBy(held, 'ann', at(leaseMs))).toBe(false)
    expect(codeOf(() => leasedBy(bob, held, leaseMs - 1))).toBe('CASE_LEASED')
    expect(leasedBy(bob, held, leaseMs).lease?.holder).toBe('bob')
  })

  test('whose lease ran out shows as waiting, swept or not, and tells the late holder so', () => {
    const held = leasedBy(ann)
    expect(stateAt(held, at(leaseMs))).toBe('waiting')
    const swept = expire(held, at(leaseMs))
    expect(swept.state).toBe('waiting')
    for (const each of [held, swept])
      expect(codeOf(() => decide(each, tokenOf(ann), at(leaseMs)))).toBe('LEASE_EXPIRED')
  })

  test('given back knows its former holder no more', () => {
    const back = release(leasedBy(ann), tokenOf(ann), 'release', at(1))
    expect(codeOf(() => requireLease(back, tokenOf(ann), at(2)))).toBe('LEASE_NOT_YOURS')
  })

  test('once escalated is for senior reviewers, also after their lease ends', () => {
    const escalated = release(leasedBy(ann), tokenOf(ann), 'escalate', at(1))
    expect(escalated.state).toBe('escalated')
    expect(codeOf(() => leasedBy(ann, escalated))).toBe('CASE_ESCALATED')
    const held = leasedBy(sue, escalated)
    expect(expire(held, at(leaseMs)).state).toBe('escalated')
    expect(codeOf(() => leasedBy(bob, held, leaseMs))).toBe('CASE_ESCALATED')
    expect(release(held, tokenOf(sue), 'release', at(2)).state).toBe('escalated')
    expect(reopen(decide(held, tokenOf(sue), at(2))).state).toBe('escalated')
  })

  test('once decided is decided', () => {
    const decided = decide(leasedBy(ann), tokenOf(ann), at(1))
    expect(decided).toMatchObject({ state: 'decided', lease: null, decidedAt: at(1) })
    expect(codeOf(() => decide(decided, tokenOf(ann), at(2)))).toBe('CASE_DECIDED')
    expect(codeOf(() => leasedBy(bob, decided))).toBe('CASE_DECIDED')
    expect(codeOf(() => renew(decided, tokenOf(ann), at(2)))).toBe('CASE_DECIDED')
  })

  test('answers to the newest token of its holder, and to no other', () => {
    const again = lease(leasedBy(ann), ann, 'a newer token', at(1))
    expect(codeOf(() => decide(again, tokenOf(ann), at(2)))).toBe('LEASE_NOT_YOURS')
    const stolen = { holder: 'bob', tokenHash: 'a newer token' }
    expect(codeOf(() => decide(again, stolen, at(2)))).toBe('LEASE_NOT_YOURS')
  })
})

/** People doing anything at any time: what they may not do is refused, and changes nothing. */
const acts = fc.array(
  fc.record({
    who: fc.constantFrom(ann, bob, sue),
    what: fc.constantFrom('lease', 'renew', 'decide', 'reopen', 'expire', ...releaseReasons),
    afterMs: fc.integer({ min: 0, max: leaseMs * 1.5 }),
  }),
  { maxLength: 40 },
)

test('whatever people do, the laws of cases and leases hold', () => {
  fc.assert(
    fc.property(acts, (script) => {
      let each = aCase()
      let now = 0
      for (const { who, what, afterMs } of script) {
        now += afterMs
        const before = each
        const holder = isLive(before, at(now)) ? before.lease?.holder : null
        try {
          each = perform(before, who, what, at(now))
        } catch (error) {
          if (!(error instanceof ReviewError)) throw error
        }
        const after = isLive(each, at(now)) ? each.lease?.holder : null
        // One lease at a time: it passes to another person only once it ended.
        if (holder && after && holder !== after) throw new Error('a live lease was taken away')
        if (each.state === 'decided' && before.state !== 'decided') expect(holder).toBe(who.id)
        if (each.escalated && after) expect(after).toBe('sue')
        expect(each.escalated || !before.escalated).toBe(true)
        expect(each.state === 'escalated' ? each.escalated : true).toBe(true)
        expect((each.state === 'decided') === (each.decidedAt !== null)).toBe(true)
        if (each.state === 'leased') expect(each.lease).not.toBeNull()
      }
    }),
    { numRuns: 500 },
  )
})

function perform(each: ReviewCase, who: Reviewer, what: string, now: Date): ReviewCase {
  const held = tokenOf(who)
  if (what === 'lease') return lease(each, who, held.tokenHash, now)
  if (what === 'renew') return renew(each, held, now)
  if (what === 'decide') return decide(each, held, now)
  if (what === 'expire') return expire(each, now)
  if (what === 'reopen') return each.state === 'decided' ? reopen(each) : each
  return release(each, held, releaseReasons.find((reason) => reason === what) ?? 'release', now)
}
