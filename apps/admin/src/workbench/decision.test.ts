import { expect, test } from '@jest/globals'
import { actionOf, emptyDraft, isCorrection, missing, withOutcome } from './decision.js'

const verdict = { outcome: 'VIOLATES', rules: ['SP-1.1'] } as const

test('agreeing takes the rules of the verdict along and is no correction', () => {
  const draft = withOutcome(emptyDraft, 'VIOLATES', verdict)
  expect(draft.rules).toEqual(['SP-1.1'])
  expect(isCorrection(draft, verdict)).toBe(false)
  expect(missing(draft, verdict)).toEqual([])
})

test('another outcome or other rules make a correction, which needs a rationale', () => {
  const allowed = withOutcome(emptyDraft, 'ALLOWED', verdict)
  expect(isCorrection(allowed, verdict)).toBe(true)
  expect(missing(allowed, verdict)).toEqual(['write a rationale'])
  const otherRule = { ...withOutcome(emptyDraft, 'VIOLATES', verdict), rules: ['SP-2.1'] }
  expect(missing({ ...otherRule, rationale: 'because' }, verdict)).toEqual([])
})

test('a violation without a rule is not sent', () => {
  const draft = { ...emptyDraft, outcome: 'VIOLATES', rationale: 'so' } as const
  expect(missing(draft, { outcome: 'ALLOWED', rules: [] })).toEqual(['name a rule'])
})

test('the action comes from the policy, unknown ones hide, a choice wins', () => {
  const draft = withOutcome(emptyDraft, 'VIOLATES', verdict)
  expect(actionOf(draft, { actions: { violates: 'limit' } })).toBe('LIMIT')
  expect(actionOf(draft, { actions: { violates: 'explode' } })).toBe('HIDE')
  expect(actionOf(draft, null)).toBe('HIDE')
  expect(actionOf({ ...draft, action: 'WARN' }, { actions: { violates: 'limit' } })).toBe('WARN')
  expect(actionOf(withOutcome(emptyDraft, 'ALLOWED', verdict), null)).toBe('NONE')
})
