import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { inferContract, outcomes, type OutputContract } from '@assize/policy'
import { readOutcome } from '@assize/verdict'
import { answerUnder, asksForRationale } from './contract-answer.js'
import { goldLabel } from './gold-label.js'

const rules = [
  { code: 'HR-1.1', outcome: 'violates' },
  { code: 'HR-2.1', outcome: 'violates' },
] as const
const digits = [
  { label: '0', outcome: 'allowed' },
  { label: '1', outcome: 'violates' },
] as const
const words = [
  { label: 'VALID', outcome: 'allowed' },
  { label: 'INVALID', outcome: 'violates' },
  { label: 'ESCALATE', outcome: 'undetermined' },
] as const
const keys = { labelKey: 'violation', rulesKey: 'policy_category' }

const contracts: readonly OutputContract[] = [
  { kind: 'words', labels: words, rules, strict: true },
  { kind: 'custom', labels: words, rules, strict: false },
  { kind: 'binary', labels: digits, rules, strict: true },
  { kind: 'category-json', labels: digits, rules, strict: true, ...keys },
  { kind: 'rationale-json', labels: digits, rules, strict: true, ...keys },
  { kind: 'dual-codes', labels: [], rules, strict: true },
  { kind: 'report', labels: words, rules, strict: false, fields: [], labelField: 'Decision' },
  { kind: 'report', labels: [], rules, strict: false, fields: [], violationsField: 'Violations' },
]
const text =
  'Answer {"violation": 0 or 1, "policy_category": code, "rule_ids": [], "rationale": why}'

test('an answer made of a label is read back as what the person concluded', () => {
  const conclusion = fc.record({
    outcome: fc.constantFrom(...outcomes),
    rules: fc.subarray(rules.map(({ code }) => code)),
  })
  const verdictLabel = fc.constantFrom(null, '0', '1', 'VALID', 'invalid', 'D-HR1, R-HR2', 'maybe')
  fc.assert(
    fc.property(
      fc.constantFrom(...contracts),
      conclusion,
      verdictLabel,
      fc.string(),
      (contract, concluded, seen, reason) => {
        const label = goldLabel({ contract, text }, concluded, seen)
        fc.pre(label !== null)
        const answer = answerUnder({ contract, text }, label ?? '', concluded, reason)
        expect(readOutcome(answer, contract)).toMatchObject({ outcome: concluded.outcome, label })
      },
    ),
  )
})

test.each([
  ['words', 'violates', 'INVALID'],
  ['words', 'undetermined', 'ESCALATE'],
  ['binary', 'allowed', '0'],
  ['category-json', 'violates', '1'],
] as const)('under %s, %s is called %s', (kind, outcome, label) => {
  const contract = contracts.find((each) => each.kind === kind)
  expect(contract && goldLabel({ contract, text }, { outcome, rules: ['HR-1.1'] }, null)).toBe(
    label,
  )
})

test('a policy without a word for the outcome has no label for it', () => {
  const contract = { kind: 'binary', labels: digits, rules, strict: true } as const
  expect(goldLabel({ contract, text }, { outcome: 'undetermined', rules: [] }, null)).toBeNull()
  const form = { kind: 'report', labels: [], rules, strict: false, fields: [] } as const
  expect(goldLabel({ contract: form, text }, { outcome: 'violates', rules: [] }, null)).toBeNull()
})

test('the form of the answer is the one the policy asks for', () => {
  const [, , , category, rationale] = contracts
  const violates = { outcome: 'violates', rules: ['HR-2.1', 'HR-1.1'] } as const
  if (!category || !rationale) throw new TypeError('expected both contracts')
  const bare = 'Return JSON only: {"violation": 0 or 1, "policy_category": main code or null}'
  expect(answerUnder({ contract: category, text: bare }, '1', violates)).toBe(
    '{"violation": 1, "policy_category": "HR-2.1"}',
  )
  expect(answerUnder({ contract: rationale, text }, '1', violates, 'Wishes "harm".')).toBe(
    '{"violation": 1, "policy_category": "HR-2.1", "rule_ids": ["HR-2.1", "HR-1.1"], "rationale": "Wishes \\"harm\\"."}',
  )
  const allowed = { outcome: 'allowed', rules: ['HR-2.1'] } as const
  expect(answerUnder({ contract: rationale, text }, '0', allowed)).toBe(
    '{"violation": 0, "policy_category": null, "rule_ids": []}',
  )
  expect(asksForRationale({ contract: rationale, text })).toBe(true)
  expect(asksForRationale({ contract: category, text: bare })).toBe(false)
})

test('a policy that came without a manifest is labelled in the words read from its text', () => {
  const policy = 'Judge the post.\nAnswer with exactly one word: SAFE or UNSAFE.'
  const version = { contract: inferContract(policy), text: policy }
  expect(goldLabel(version, { outcome: 'violates', rules: [] }, null)).toBe('UNSAFE')
})
