import { expect, test } from '@jest/globals'
import type { Finding } from './finding.js'
import { withoutRepeated } from './preferred-findings.js'

const found = (type: string, start: number, end: number): Finding => ({
  type,
  severity: 'hard',
  confidence: 0.8,
  spans: [{ in: 'trace', start, end }],
  message: '',
  evidence: {},
})
const typesOf = (...findings: Finding[]) => withoutRepeated(findings).map(({ type }) => type)

test('a quotation of another version is not also made up or altered', () => {
  const stale = found('stale-rule', 10, 60)
  expect(typesOf(stale, found('fabricated-quote', 8, 62))).toEqual(['stale-rule'])
  expect(typesOf(found('altered-quote', 12, 50), stale)).toEqual(['stale-rule'])
})

test('a finding at another place, or of another kind, stays', () => {
  const stale = found('stale-rule', 10, 60)
  expect(typesOf(stale, found('fabricated-quote', 55, 90))).toHaveLength(2)
  expect(typesOf(stale, found('unknown-rule', 10, 60))).toHaveLength(2)
})
