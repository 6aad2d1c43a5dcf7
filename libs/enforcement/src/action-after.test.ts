import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { actionKinds, outcomes } from '@assize/policy'
import { actionAfterDecision, actionAfterReversal, actionAfterVerdict } from './action-after.js'

const kind = fc.constantFrom(...actionKinds)
const actions = fc.record({ violates: kind, undetermined: kind })

describe('the action a verdict asks for', () => {
  const policy = { violates: 'limit', undetermined: 'hide' } as const

  test('a sound violation asks for what the policy says, for good', () => {
    expect(
      actionAfterVerdict({ outcome: 'violates', doubted: false, blockedBy: [], actions: policy }),
    ).toEqual({
      kind: 'limit',
      interim: false,
    })
  })

  test('sound and allowed asks for nothing', () => {
    expect(
      actionAfterVerdict({ outcome: 'allowed', doubted: false, blockedBy: [], actions: policy }),
    ).toEqual({
      kind: 'none',
      interim: false,
    })
  })

  test('whatever nobody can rely on asks for the conservative action, in the meantime', () => {
    fc.assert(
      fc.property(fc.constantFrom(...outcomes), fc.boolean(), actions, (outcome, doubted, of) => {
        fc.pre(doubted || outcome === 'undetermined')
        expect(actionAfterVerdict({ outcome, doubted, blockedBy: [], actions: of })).toEqual({
          kind: of.undetermined,
          interim: true,
        })
      }),
    )
  })

  test('a finding that blocks it has nothing asked before a person decides, and is named', () => {
    const blockedBy = ['fabricated-quote']
    const judged = { doubted: true, blockedBy, actions: policy }
    for (const outcome of ['violates', 'allowed'] as const)
      expect(actionAfterVerdict({ outcome, ...judged })).toEqual({
        ...{ kind: 'none', interim: true, withheldBecause: blockedBy },
      })
    expect(actionAfterVerdict({ outcome: 'undetermined', ...judged }).kind).toBe('hide')
  })
})

test('a decision asks for what the person chose, and is final unless they could not tell', () => {
  fc.assert(
    fc.property(fc.constantFrom(...outcomes), kind, (outcome, asked) => {
      const action = actionAfterDecision(outcome, asked)
      expect(action).toEqual({ kind: asked, interim: outcome === 'undetermined' })
    }),
  )
})

test('a reversal restores exactly what was asked before, and nothing where nothing was', () => {
  fc.assert(
    fc.property(fc.record({ kind, interim: fc.boolean() }), (before) => {
      expect(actionAfterReversal(before)).toEqual(before)
    }),
  )
  expect(actionAfterReversal(null)).toEqual({ kind: 'none', interim: true })
})
