import { describe, expect, test } from '@jest/globals'
import { inferContract } from './infer-contract.js'
import { outcomeOfRule } from './output-contract.js'

const outcomesOf = (text: string) =>
  Object.fromEntries(inferContract(text).labels.map(({ label, outcome }) => [label, outcome]))

describe('the words a policy asks for', () => {
  test('VALID and INVALID, with the codes each section closes over', () => {
    const contract = inferContract(`Ticket resale policy (#TR)

TR0 Fair resale
Selling a spare ticket at face value.
Output: VALID

TR2 Inflated resale
TR2.a Asking for more than twice the price
TR2.b Bundling with things nobody wants
Output: INVALID

Return exactly one word: VALID or INVALID.
Content: [INPUT]
Answer (VALID or INVALID):`)
    expect(contract.kind).toBe('words')
    expect(contract.strict).toBe(true)
    expect(contract.labels).toEqual([
      { label: 'VALID', outcome: 'allowed' },
      { label: 'INVALID', outcome: 'violates' },
    ])
    expect(contract.rules).toEqual([
      { code: 'TR0', outcome: 'allowed' },
      { code: 'TR2', outcome: 'violates' },
      { code: 'TR2.a', outcome: 'violates' },
      { code: 'TR2.b', outcome: 'violates' },
    ])
    expect(outcomeOfRule(contract, 'TR0.z')).toBe('allowed')
  })

  test('a range in a gloss gives its codes their outcome', () => {
    const contract = inferContract(`Levels: (GM0) chat, (GM1) banter, (GM2) taunts, (GM3) threats.
Respond with one word: VALID or INVALID.
VALID = no violation (GM0-GM1)
INVALID = violation (GM2-GM3)`)
    expect(contract.rules).toEqual([
      { code: 'GM0', outcome: 'allowed' },
      { code: 'GM1', outcome: 'allowed' },
      { code: 'GM2', outcome: 'violates' },
      { code: 'GM3', outcome: 'violates' },
    ])
  })

  test('digits mean what the policy says of them', () => {
    const text = `Answer with exactly one digit: 0 or 1.\n1 = the listing violates this policy\n0 = no violation`
    expect(inferContract(text).kind).toBe('binary')
    expect(outcomesOf(text)).toEqual({ '0': 'allowed', '1': 'violates' })
  })

  test('own words, hyphens included', () => {
    const text = 'Classify the review. Answer only: Violating or Non-violating.'
    expect(inferContract(text).kind).toBe('custom')
    expect(outcomesOf(text)).toEqual({ Violating: 'violates', 'Non-violating': 'allowed' })
  })

  test('what is to be done with an entry says what it is', () => {
    expect(outcomesOf('Read the entry and return exactly one word: KEEP or HIDE.')).toEqual({
      KEEP: 'allowed',
      HIDE: 'violates',
    })
    expect(outcomesOf('Decide and answer PUBLISH or DELETE.')).toEqual({
      PUBLISH: 'allowed',
      DELETE: 'violates',
    })
  })

  test('a third word for people, and one whose meaning is not told', () => {
    expect(outcomesOf('Return one of: ALLOW, BLOCK, ESCALATE or SHADOW.')).toEqual({
      ALLOW: 'allowed',
      BLOCK: 'violates',
      ESCALATE: 'undetermined',
      SHADOW: 'undetermined',
    })
  })

  test('quoted choices on lines of their own', () => {
    const text = `Respond with ONLY:\n- "PASS" if the advert is fine\n- "FAIL" if it misleads`
    expect(outcomesOf(text)).toEqual({ PASS: 'allowed', FAIL: 'violates' })
  })
})

describe('forms', () => {
  test('JSON with a rationale', () => {
    const contract = inferContract(`Return JSON only:
{"violation": 0 or 1, "rule_ids": ["H2.f"], "confidence": "low|medium|high", "rationale": "..."}`)
    expect(contract).toMatchObject({
      kind: 'rationale-json',
      labelKey: 'violation',
      rulesKey: 'rule_ids',
    })
    expect(contract.labels).toHaveLength(2)
  })

  test('JSON whose label is a word', () => {
    const contract = inferContract(
      'Respond with a JSON object such as {"decision": "ALLOW" | "DENY", "categories": []}',
    )
    expect(contract).toMatchObject({ kind: 'category-json', labelKey: 'decision' })
    expect(contract.labels).toEqual([
      { label: 'ALLOW', outcome: 'allowed' },
      { label: 'DENY', outcome: 'violates' },
    ])
  })

  test('a report that lists what is violated is a contract of its own', () => {
    const contract = inferContract(`Check every area. For each item, return:
- Violated Areas: [area, area, ...]
- Main Area: [area]
- Reasoning: [short]

Content: [INPUT]`)
    expect(contract).toMatchObject({
      kind: 'report',
      labels: [],
      violationsField: 'Violated Areas',
      fields: ['Violated Areas', 'Main Area', 'Reasoning'],
    })
  })

  test('a report with a decision', () => {
    const contract = inferContract(`Output format:
1. Decision: APPROVE, REVIEW or REJECT
2. Reason: one sentence`)
    expect(contract).toMatchObject({ kind: 'report', labelField: 'Decision' })
    expect(contract.labels.map(({ outcome }) => outcome)).toEqual([
      'allowed',
      'undetermined',
      'violates',
    ])
  })

  test('two codes, for what is depicted and what is asked', () => {
    const contract = inferContract(`WP0 Allowed: sport and law. WP2 Violates: sale.
WP0 stands for allowed use
WP2 stands for sale
Give both codes, for example: D-WP2, R-WP0`)
    expect(contract.kind).toBe('dual-codes')
  })

  test('a policy that says nothing of its answer has a report without fields', () => {
    expect(inferContract('Be kind.')).toMatchObject({ kind: 'report', fields: [], labels: [] })
  })
})

describe('a text of a megabyte that says one thing over and over is read in seconds', () => {
  test.each([
    '{',
    'A1.1 ',
    'A1\n',
    'D-A1 R-A1 ',
    'VALID or INVALID, ',
    'VALID = x A1\n',
    'Return the format:\n',
    '- Name: value\n',
    'return json {"violation": 1} ',
    'A1-A20 ',
    '"VALID" if x\n',
    'INVALID (',
  ])('%j', (piece) => {
    const startedAt = performance.now()
    inferContract(piece.repeat(Math.floor(1_000_000 / piece.length)))
    expect(performance.now() - startedAt).toBeLessThan(20_000)
  })
})
