import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { AuditedRecording } from '@assize/verdict'
import { caseDueAt, casePriority } from './case-priority.js'
import { caseToOpen } from './case-to-open.js'

const recordedAt = new Date('2026-11-03T10:00:00.000Z')

/** As much of a recording as a case needs. */
const recording = (
  verdict: Record<string, unknown> = {},
  { flagged = false, consequences = true } = {},
): AuditedRecording =>
  ({
    verdict: {
      ...{ id: 'v', contentItemId: 'i', policy: 'spam', policyCommit: 'c', recordedAt },
      ...{ outcome: 'violates', severity: 'high', arm: 'live', simulated: true, source: 'live' },
      ...verdict,
    },
    audit: { flagged, risk: 0.5 },
    consequences,
  }) as unknown as AuditedRecording

describe('a case', () => {
  test('is opened by a flagged verdict and by an undetermined one, in the queue of its policy', () => {
    expect(caseToOpen(recording({}, { flagged: true }))).toMatchObject({
      ...{ reason: 'flagged', queue: 'spam', simulated: true, source: 'live' },
      ...{ openedAt: recordedAt, dueAt: new Date('2026-11-03T14:00:00.000Z') },
    })
    const undetermined = recording({ outcome: 'undetermined' }, { flagged: true })
    expect(caseToOpen(undetermined)?.reason).toBe('undetermined')
  })

  test('is opened by nothing else', () => {
    expect(caseToOpen(recording())).toBeNull()
    expect(caseToOpen(recording({}, { flagged: true, consequences: false }))).toBeNull()
    expect(caseToOpen(recording({ arm: 'shadow' }, { flagged: true }))).toBeNull()
  })
})

describe('priority', () => {
  const judged = fc.record({
    outcome: fc.constantFrom('violates', 'allowed', 'undetermined'),
    severity: fc.constantFrom('high', 'medium', 'low', null),
    risk: fc.double({ min: 0, max: 1, noNaN: true }),
  })

  test('a graver case always goes before a lighter one, and is due no later', () => {
    fc.assert(
      fc.property(judged, judged, (one, other) => {
        const grave = { ...one, severity: 'high' }
        const light = { ...other, severity: 'low' }
        expect(casePriority(grave)).toBeGreaterThan(casePriority(light))
        expect(caseDueAt(grave, recordedAt) < caseDueAt(light, recordedAt)).toBe(true)
      }),
    )
  })

  test('at equal severity, content held back on nothing goes first, then the likelier error', () => {
    fc.assert(
      fc.property(judged, judged, (one, other) => {
        const held = { ...one, outcome: 'undetermined', severity: 'low' }
        const judgedLow = { ...other, outcome: 'allowed', severity: 'low' }
        expect(casePriority(held)).toBeGreaterThan(casePriority(judgedLow))
        expect(casePriority({ ...one, risk: 1 })).toBeGreaterThanOrEqual(casePriority(one))
      }),
    )
  })
})
