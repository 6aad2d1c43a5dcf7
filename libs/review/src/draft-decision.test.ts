import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { outcomes } from '@assize/policy'
import type { DecisionInput } from './decision.js'
import { decisionLimits, differs, draftDecision } from './draft-decision.js'
import type { ReviewError } from './review-error.js'

const verdict = { outcome: 'violates', rules: ['SP-1.1'] } as const
const knows = (code: string): boolean => /^SP-\d\.\d$/.test(code)
const input = (over: Partial<DecisionInput> = {}): DecisionInput => ({
  outcome: 'violates',
  rules: ['SP-1.1'],
  severity: null,
  errorClass: null,
  rationale: null,
  action: 'limit',
  ...over,
})
const codeOf = (over: Partial<DecisionInput>): string | null => {
  try {
    draftDecision(input(over), verdict, knows)
    return null
  } catch (error) {
    return (error as ReviewError).code
  }
}

const code = fc.constantFrom('SP-1.1', 'SP-1.2', 'SP-2.1')
const judged = fc.record({
  outcome: fc.constantFrom(...outcomes),
  rules: fc.uniqueArray(code),
})

describe('a decision', () => {
  test('that agrees is no correction and needs no rationale', () => {
    expect(draftDecision(input(), verdict, knows)).toEqual({ ...input(), isCorrection: false })
  })

  test('agrees whatever the order of rules and however often each is named', () => {
    fc.assert(
      fc.property(judged, fc.integer(), ({ outcome, rules }, seed) => {
        const shuffled = [...rules, ...rules].sort((a, b) => (a + seed < b + seed ? 1 : -1))
        expect(differs({ outcome, rules: shuffled }, { outcome, rules })).toBe(false)
      }),
    )
  })

  test('is a correction exactly when outcome or set of rules differ, both ways round', () => {
    fc.assert(
      fc.property(judged, judged, (one, other) => {
        const same =
          one.outcome === other.outcome &&
          JSON.stringify([...one.rules].sort()) === JSON.stringify([...other.rules].sort())
        expect(differs(one, other)).toBe(!same)
        expect(differs(other, one)).toBe(!same)
      }),
    )
  })

  test('that corrects needs a rationale with words in it', () => {
    expect(codeOf({ outcome: 'allowed', rules: [] })).toBe('RATIONALE_REQUIRED')
    expect(codeOf({ rules: ['SP-1.2'], rationale: ' \n\t' })).toBe('RATIONALE_REQUIRED')
    const correction = input({ outcome: 'allowed', rules: [], rationale: 'a quotation, no advert' })
    expect(draftDecision(correction, verdict, knows).isCorrection).toBe(true)
  })

  test('may not be the verdict of nobody: undetermined corrected to anything is a correction', () => {
    const undetermined = { outcome: 'undetermined', rules: [] } as const
    expect(differs(input(), undetermined)).toBe(true)
  })

  test.each([
    [{ rules: ['XX-9.9'] }, 'UNKNOWN_RULE'],
    [{ rules: ['SP-1.1\0'] }, 'UNKNOWN_RULE'],
    [{ rules: ["'; DROP TABLE record_decision; --"] }, 'UNKNOWN_RULE'],
    [{ rules: Array.from({ length: 51 }, (_, i) => `SP-${i}`) }, 'TOO_MANY_RULES'],
    [{ rationale: 'x'.repeat(decisionLimits.rationaleCharacters + 1) }, 'RATIONALE_TOO_LONG'],
    [{ rationale: 'a\0b' }, 'RATIONALE_INVALID'],
    [{ rationale: 'half a pair: \ud83d' }, 'RATIONALE_INVALID'],
    [{ rationale: 'x'.repeat(decisionLimits.rationaleCharacters) }, null],
  ])('refuses what the record could not hold: %#', (over, expected) => {
    expect(codeOf(over)).toBe(expected)
  })

  test('a refusal repeats of what was sent no more than it takes to find it', () => {
    try {
      draftDecision(input({ rules: ['y'.repeat(5000)] }), verdict, knows)
    } catch (error) {
      expect(JSON.stringify((error as ReviewError).facts).length).toBeLessThan(100)
    }
    expect.assertions(1)
  })
})
