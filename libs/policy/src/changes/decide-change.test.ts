import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  standingOf,
  stateOf,
  type Change,
  type ChangeEvent,
  type ChangeEventKind,
} from './change.js'
import { decideApproval, decideMerge, obstaclesOf, type MergeNow } from './decide-change.js'
import { parseOwners } from './owners.js'

const change = { id: 'c', branch: 'b', target: 'main', openedBy: 'ann', head: 'h1' } as Change
const event = (kind: ChangeEventKind, by: string, commit: string | null = 'h1') =>
  ({ kind, by, commit }) as ChangeEvent

const now = (events: readonly ChangeEvent[], more: Partial<MergeNow> = {}): MergeNow => ({
  ...{ change, events, head: 'h1', authors: new Set(['ann']), checks: [], owners: [] },
  demands: { requiredApprovals: 1, requiredChecks: [], directCommits: true },
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

describe('laws of a change', () => {
  test('an author’s word never counts, whatever happened', () => {
    fc.assert(
      fc.property(events, fc.subarray([...people]), (happened, authors) => {
        const { approvedBy, blockedBy } = standingOf(happened, 'h1', new Set(authors))
        expect([...approvedBy, ...blockedBy].filter((by) => authors.includes(by as 'ann'))).toEqual(
          [],
        )
      }),
    )
  })

  test('no approval of another head counts, and nobody both approves and blocks', () => {
    fc.assert(
      fc.property(events, (happened) => {
        const { approvedBy, blockedBy } = standingOf(happened, 'h1', new Set())
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
        const of = (all: typeof before) => standingOf(all, 'h1', new Set()).approvedBy.toSorted()
        expect(of([...before, move, ...after])).toEqual(of([move, ...after]))
      }),
    )
  })

  test('a head that moves to where it never was has no approvals, and every block stays', () => {
    fc.assert(
      fc.property(events, (happened) => {
        const before = standingOf(happened, 'h1', new Set())
        const after = standingOf(happened, 'h3', new Set())
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
  expect(() => decideApproval(now([]), 'ann')).toThrow(
    expect.objectContaining({ code: 'OWN_CHANGE' }),
  )
  expect(() => decideApproval(now([]), 'bea', 'h0')).toThrow(
    expect.objectContaining({ code: 'HEAD_MOVED' }),
  )
  expect(() => decideApproval(now([event('closed', 'ann')]), 'bea')).toThrow(
    expect.objectContaining({ code: 'CHANGE_ENDED' }),
  )
})

test('a merge names everything that is missing', () => {
  const demands = { requiredApprovals: 2, requiredChecks: ['lint', 'tests'], directCommits: true }
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
  const demands = { requiredApprovals: 0, requiredChecks: ['lint'], directCommits: true }
  const check = (state: 'passed' | 'failed') =>
    ({ name: 'lint', state, commit: 'h1' }) as MergeNow['checks'][number]
  const kindsOf = (...checks: MergeNow['checks']) =>
    obstaclesOf(now([], { demands, checks })).map(({ kind }) => kind)
  expect(kindsOf()).toEqual(['checks-missing'])
  expect(kindsOf(check('passed'))).toEqual([])
  expect(kindsOf(check('passed'), check('failed'))).toEqual(['checks-missing'])
})
