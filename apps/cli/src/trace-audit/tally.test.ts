import { expect, test } from '@jest/globals'
import { Tally } from './tally.js'

const allowed = {
  ...({ trace_id: 't', label: 'VALID', outcome: 'allowed', findings: [], risk: 0.1 } as const),
}
const faulty = {
  ...{ ...allowed, risk: 0.95 },
  findings: [
    {
      ...({ type: 'unknown-rule', severity: 'hard', confidence: 0.9, spans: [] } as const),
      ...{ message: 'm', evidence: {} },
    },
  ],
}

function counted(): Tally {
  const [one, other] = [new Tally(), new Tally()]
  one.add(allowed, 'a@1')
  one.add({ ...allowed, outcome: 'undetermined', risk: 1 }, 'b@1')
  other.add(faulty, 'b@1')
  other.add({ ...allowed, error: 'unknown policy_version "gone"', outcome: 'undetermined' })
  one.join(structuredClone(other.counts))
  return one
}

test('counts of many threads are counts of all', () => {
  const tally = counted()
  expect(tally.audited).toBe(3)
  expect(tally.facts()).toMatchObject({
    ...{ traces: 4, flagged: 2, errors: 1 },
    ...{ outcomes: { allowed: 2, undetermined: 1, violates: 0 } },
    policies: {
      'a@1': { traces: 1, flagged: 0, hard: 0 },
      'b@1': { traces: 2, flagged: 2, hard: 1 },
    },
  })
  expect(tally.text()).toMatch(/policy +traces flagged +hard\n +b@1 +2 +2 +1\n +a@1 +1 +0 +0$/)
})

test('names from a bundle steer no terminal', () => {
  const tally = new Tally()
  tally.add(allowed, `\u001b[2J${'long'.repeat(50)}@1`)
  const lines = tally.text().split('\n')
  expect(lines.join('')).not.toMatch(/\p{Cc}/u)
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(80)
})
