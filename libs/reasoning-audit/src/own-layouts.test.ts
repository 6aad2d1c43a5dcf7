import { describe, expect, test } from '@jest/globals'
import { isFlagging } from './audit-trace.js'
import { auditBundleTrace, prepareBundlePolicy } from './bundle-audit.js'
import type { LayoutPolicy, LayoutTrial } from './fixtures/layouts/layout-trials.js'
import { ownLayouts } from './fixtures/layouts/own-layouts.js'

const audit = ({ name, policy }: LayoutPolicy, { content, output, trace }: LayoutTrial) =>
  auditBundleTrace(
    {
      traceId: name,
      policyVersion: name,
      messages: [{ role: 'user', content }],
      output,
      reasoning: trace,
      finishReason: 'stop',
    },
    prepareBundlePolicy(policy),
  )

describe.each(ownLayouts)('$name', (layout) => {
  test('every answer is read', () => {
    expect(layout.trials.map((trial) => audit(layout, trial).outcome)).toEqual(
      layout.trials.map(({ outcome }) => outcome),
    )
  })

  test('sound traces raise nothing hard', () => {
    const raised = layout.trials
      .filter(({ raises }) => raises.length === 0)
      .flatMap((trial) =>
        audit(layout, trial)
          .findings.filter(isFlagging)
          .map(({ type, evidence }) => ({ of: trial.content, type, evidence })),
      )
    expect(raised).toEqual([])
  })

  test('every fault is found under a right type', () => {
    const missed = layout.trials.filter(
      (trial) =>
        trial.raises.length > 0 &&
        !audit(layout, trial).findings.some(
          ({ type, confidence }) => confidence >= 0.5 && trial.raises.includes(type),
        ),
    )
    expect(missed.map(({ raises, content }) => ({ raises, content }))).toEqual([])
  })
})
