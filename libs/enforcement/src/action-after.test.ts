import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { actionKinds, outcomes } from '@assize/policy'
import { actionAfterDecision, actionAfterReversal, actionAfterVerdict } from './action-after.js'

const kind = fc.constantFrom(...actionKinds)
const actions = fc.record({ violates: kind, undetermined: kind })

describe('the action a verdict asks for', () => {
  const policy = { violates: 'limit', undetermined: 'hide' } as const

  test('a sound violation asks for what the policy says, for good', () => {
    expect(actionAfterVerdict({ outcome: 'violates', flagged: false, actions: policy })).toEqual({
      kind: 'limit',
      interim: false,
    })
  })

  test('sound and allowed asks for nothing', () => {
    expect(actionAfterVerdict({ outcome: 'allowed', flagged: false, actions: policy })).toEqual({
      kind: 'none',
      interim: false,
    })
  })

  test('whatever nobody can rely on asks for the conservative action, in the meantime', () => {
    fc.assert(
      fc.property(fc.constantFrom(...outcomes), fc.boolean(), actions, (outcome, flagged, of) => {
        fc.pre(flagged || outcome === 'undetermined')
        expect(actionAfterVerdict({ outcome, flagged, actions: of })).toEqual({
          kind: of.undetermined,
          interim: true,
        })
      }),
    )
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
