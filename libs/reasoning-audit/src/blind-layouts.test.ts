import { describe, expect, test } from '@jest/globals'
import { isFlagging } from './audit-trace.js'
import { auditBundleTrace, prepareBundlePolicy } from './bundle-audit.js'
import { blindFirst } from './fixtures/blind/blind-first.js'
import { blindSecond } from './fixtures/blind/blind-second.js'

const audited = [...blindFirst, ...blindSecond].flatMap(({ name, policy, trials }) => {
  const prepared = prepareBundlePolicy(policy)
  return trials.map((trial) => {
    const { content, output, trace } = trial
    const audit = auditBundleTrace(
      {
        traceId: name,
        policyVersion: name,
        messages: [{ role: 'user', content }],
        output,
        reasoning: trace,
        finishReason: 'stop',
      },
      prepared,
    )
    return { name, trial, audit }
  })
})
const sound = audited.filter(({ trial }) => trial.raises.length === 0)
const faulty = audited.filter(({ trial }) => trial.raises.length > 0)
const isFound = ({ trial, audit }: (typeof audited)[number]): boolean =>
  audit.findings.some(({ type, confidence }) => confidence >= 0.5 && trial.raises.includes(type))

/** Policies and traces that were written before anybody looked at what the detectors make of them. */
describe('under policies of other shapes', () => {
  test('every answer is read', () => {
    const misread = audited.filter(({ trial, audit }) => audit.outcome !== trial.outcome)
    expect(misread.map(({ name, trial }) => ({ name, of: trial.content }))).toEqual([])
  })

  test('no sound trace is flagged, and hardly one raises anything', () => {
    const flagged = sound.filter(({ audit }) => audit.findings.some(isFlagging))
    expect(flagged.map(({ name, trial }) => ({ name, of: trial.content }))).toEqual([])
    const raised = sound.filter(({ audit }) =>
      audit.findings.some(({ confidence }) => confidence >= 0.5),
    )
    expect(raised.length).toBeLessThanOrEqual(sound.length * 0.03)
  })

  test('nineteen faults of twenty are found under a right type', () => {
    expect(faulty.filter(isFound).length).toBeGreaterThanOrEqual(faulty.length * 0.95)
  })

  test('no kind of fault goes unseen', () => {
    const kinds = new Set(
      faulty.filter(isFound).flatMap(({ trial: { raises } }) => raises.slice(0, 1)),
    )
    expect([...kinds].sort()).toEqual([
      'altered-quote',
      'external-policy',
      'fabricated-quote',
      'rationale-inconsistent',
      'unknown-rule',
      'verdict-contradicts-trace',
    ])
  })
})
