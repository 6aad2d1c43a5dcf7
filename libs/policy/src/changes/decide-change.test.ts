import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  standingOf,
  stateOf,
  type Change,
  type ChangeEvent,
  type ChangeEventKind,
  type LookedAt,
} from './change.js'
import { usualDemands } from './branch-rule.js'
import { decideApproval, decideMerge, obstaclesOf, type MergeNow } from './decide-change.js'
import { parseOwners } from './owners.js'

const change = { id: 'c', branch: 'b', target: 'main', openedBy: 'ann', head: 'h1' } as Change
const event = (kind: ChangeEventKind, by: string, commit: string | null = 'h1') =>
  ({ kind, by, commit }) as ChangeEvent

const now = (events: readonly ChangeEvent[], more: Partial<MergeNow> = {}): MergeNow => ({
  ...{ change, events, head: 'h1', authors: new Set(['ann']), checks: [], owners: [] },
  demands: { ...usualDemands('main'), requiredChecks: [] },
  paths: ['policies/spam/policy.md'],
  people: new Map(),
  ...more,
})

const people = ['ann', 'bea', 'cleo'] as const
const kinds = ['commented', 'head-moved', 'approved', 'changes-requested'] as const
const events = fc.array(
  fc.record({
    kind: fc.constantFrom(...kinds),
    by: fc.constantFrom(...people),
    commit: fc.constantFrom('h1', 'h2'),
  }),
  { maxLength: 20 },
)

const standing = (happened: LookedAt['events'], head = 'h1', authors: readonly string[] = []) =>
  standingOf({ change, events: happened, head, authors: new Set(authors) })

describe('laws of a change', () => {
  test('who is named an author keeps no one’s request off the change; who moves its branch does', () => {
    fc.assert(
      fc.property(events, fc.subarray([...people]), (happened, named) => {
        const { blockedBy } = standing(happened)
        expect(standing(happened, 'h1', named).blockedBy).toEqual(blockedBy)
        const moved = happened.filter(({ kind }) => kind === 'head-moved').map(({ by }) => by)
        expect(blockedBy.filter((by) => moved.includes(by as 'ann'))).toEqual([])
      }),
    )
  })

  test('an author’s approval never counts, whatever happened', () => {
    fc.assert(
      fc.property(events, fc.subarray([...people]), (happened, authors) => {
        const { approvedBy } = standing(happened, 'h1', authors)
        expect(approvedBy.filter((by) => authors.includes(by as 'ann'))).toEqual([])
      }),
    )
  })

  test('no approval of another head counts, and nobody both approves and blocks', () => {
    fc.assert(
      fc.property(events, (happened) => {
        const { approvedBy, blockedBy } = standing(happened)
        for (const by of approvedBy) {
          expect(blockedBy).not.toContain(by)
          expect(happened).toContainEqual({ kind: 'approved', by, commit: 'h1' })
        }
      }),
    )
  })

  test('no approval from before the head moved counts, wherever the head is now', () => {
    fc.assert(
      fc.property(events, events, (before, after) => {
        const move = { kind: 'head-moved', by: 'ann', commit: 'h1' } as const
        const of = (all: typeof before) => standing(all).approvedBy.toSorted()
        expect(of([...before, move, ...after])).toEqual(of([move, ...after]))
      }),
    )
  })

  test('a head that moves to where it never was has no approvals, and every block stays', () => {
    fc.assert(
      fc.property(events, (happened) => {
        const before = standing(happened)
        const after = standing(happened, 'h3')
        expect(after.approvedBy).toEqual([])
        expect(after.blockedBy).toEqual(before.blockedBy)
      }),
    )
  })

  test('the first end is the end', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...kinds, 'merged' as const, 'closed' as const)),
        (all) => {
          const end = all.find((kind) => kind === 'merged' || kind === 'closed')
          expect(stateOf(all.map((kind) => ({ kind })))).toBe(end ?? 'open')
        },
      ),
    )
  })
})

test('an approval is another person’s, of the head that was looked at, of an open change', () => {
  expect(() => decideApproval(now([]), 'bea', 'h1')).not.toThrow()
  expect(() => decideApproval(now([]), 'ann', 'h1')).toThrow(
    expect.objectContaining({ code: 'OWN_CHANGE' }),
  )
  expect(() => decideApproval(now([]), 'bea', 'h0')).toThrow(
    expect.objectContaining({ code: 'HEAD_MOVED' }),
  )
  expect(() => decideApproval(now([event('closed', 'ann')]), 'bea', 'h1')).toThrow(
    expect.objectContaining({ code: 'CHANGE_ENDED' }),
  )
})

test('a merge names everything that is missing', () => {
  const demands = {
    ...usualDemands('main'),
    ...{ requiredApprovals: 2, requiredChecks: ['lint', 'tests'] },
  }
  const blocked = now([event('approved', 'bea'), event('changes-requested', 'cleo')], { demands })
  expect(obstaclesOf(blocked).map(({ kind }) => kind)).toEqual([
    ...['approvals-missing', 'changes-requested', 'checks-missing'],
  ])
  expect(() => decideMerge(blocked)).toThrow(expect.objectContaining({ code: 'CHANGE_BLOCKED' }))
})

test('where paths have owners, one of them has to approve', () => {
  const owners = parseOwners('/policies/spam/ cleo@example.org\n')
  const known = new Map([
    ['bea', { email: 'bea@example.org', roles: ['policy-approver'] }],
    ['cleo', { email: 'cleo@example.org', roles: ['policy-approver'] }],
  ])
  const of = (by: string) =>
    obstaclesOf(now([event('approved', by)], { owners, people: known })).map(({ kind }) => kind)
  expect(of('bea')).toEqual(['owners-missing'])
  expect(of('cleo')).toEqual([])
})

test('a required check passes for the head it was made of, the newest of its name', () => {
  const demands = { ...usualDemands('main'), requiredApprovals: 0 }
  const check = (state: 'passed' | 'failed') =>
    ({ name: 'lint', state, commit: 'h1' }) as MergeNow['checks'][number]
  const kindsOf = (...checks: MergeNow['checks']) =>
    obstaclesOf(now([], { demands, checks })).map(({ kind }) => kind)
  expect(kindsOf()).toEqual(['checks-missing'])
  expect(kindsOf(check('passed'))).toEqual([])
  expect(kindsOf(check('passed'), check('failed'))).toEqual(['checks-missing'])
})
