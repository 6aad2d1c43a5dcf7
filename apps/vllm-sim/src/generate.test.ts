import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { efforts, type Effort } from './effort.js'
import { faultNames, type FaultShares } from './faults/fault-shares.js'
import { generate, type Written } from './generate.js'
import { readPolicy } from './policy/read-policy.js'
import { jsonPolicy, shippedPolicies, wordPolicy } from './policy/sample-policies.js'

const make = (
  content: string,
  more: { policy?: string; effort?: Effort; faults?: FaultShares } = {},
): Written => {
  const { policy = wordPolicy, effort = 'medium', faults = {} } = more
  return generate({ seed: '1', policy, content, effort }, faults)
}

const content = fc.oneof(fc.string({ maxLength: 400 }), fc.lorem({ maxCount: 60 }))
const effort = fc.constantFrom(...efforts)
const policy = fc.constantFrom(wordPolicy, jsonPolicy, ...shippedPolicies.values())

const quotesIn = (trace: string): readonly string[] =>
  [...trace.matchAll(/"([^"]+)"/g)].map((match) => match[1] ?? '')
const codesIn = (trace: string): readonly string[] => trace.match(/\b[A-Z]{2}-\d+\.\d+\b/g) ?? []

describe('a made-up reply without faults', () => {
  test('is the same for the same prompt', () => {
    fc.assert(
      fc.property(policy, content, effort, (policy, content, effort) => {
        expect(make(content, { policy, effort })).toEqual(make(content, { policy, effort }))
      }),
    )
  })

  test('quotes only what stands in policy or content, and cites only codes of the policy', () => {
    fc.assert(
      fc.property(policy, content, effort, (policy, content, effort) => {
        const { trace } = make(content, { policy, effort })
        for (const quote of quotesIn(trace))
          expect(policy.includes(quote) || content.includes(quote)).toBe(true)
        const own = trace.replaceAll(/"[^"]+"/g, '')
        for (const code of codesIn(own)) expect(readPolicy(policy).codes).toContain(code)
      }),
    )
  })

  test('answers in the form that the policy asks for', () => {
    fc.assert(
      fc.property(content, (content) => {
        expect(['VALID', 'INVALID', 'ESCALATE']).toContain(make(content).text)
        const answer: unknown = JSON.parse(make(content, { policy: jsonPolicy }).text ?? '')
        expect(answer).toMatchObject({ violation: expect.any(Number) })
        expect(Object.keys(answer as object)).toEqual(readPolicy(jsonPolicy).contract.keys)
      }),
    )
  })

  test('concludes in the trace what it answers', () => {
    fc.assert(
      fc.property(content, effort, (content, effort) => {
        const { trace, text } = make(content, { effort })
        expect(trace).toMatch(new RegExp(`the answer (?:is )?${text}\\b`))
      }),
    )
  })

  test('thinks longer with more effort', () => {
    const lengths = efforts.map((effort) => make('who sells a ladder', { effort }).trace.length)
    expect(lengths).toEqual([...lengths].sort((a, b) => a - b))
    expect(new Set(lengths).size).toBe(3)
  })

  test('follows the policy’s own examples', () => {
    expect(make('Cheap pills, buy ten today, link in my profile').text).toBe('INVALID')
    expect(make('Does anybody know a good dentist near the park?').text).toBe('VALID')
  })
})

describe('a fault of the judgement', () => {
  const faulty = (name: string, policy = wordPolicy): Written =>
    make('Cheap pills, buy ten today, link in my profile', { policy, faults: { [name]: 1 } })
  const plain = make('Cheap pills, buy ten today, link in my profile')

  test('unknown-code cites a code that the policy does not have', () => {
    const strangers = codesIn(faulty('unknown-code').trace).filter(
      (code) => !readPolicy(wordPolicy).codes.includes(code),
    )
    expect(strangers).not.toEqual([])
    expect(faulty('unknown-code').text).toBe(plain.text)
  })

  test('invented-quote quotes words that nobody wrote', () => {
    const invented = quotesIn(faulty('invented-quote').trace).filter(
      (quote) => !wordPolicy.includes(quote) && !'Cheap pills, buy ten today'.includes(quote),
    )
    expect(invented.length).toBeGreaterThan(0)
  })

  test('contradiction answers the opposite of the same trace', () => {
    expect(faulty('contradiction')).toMatchObject({ trace: plain.trace, text: 'VALID' })
    const json = faulty('contradiction', jsonPolicy)
    expect(JSON.parse(json.text ?? '')).toMatchObject({ violation: 0, rule_ids: [] })
  })

  test('truncation ends in mid-sentence, without an answer', () => {
    const { trace, text, finishReason } = faulty('truncation')
    expect({ text, finishReason }).toEqual({ text: null, finishReason: 'length' })
    expect(trace).not.toMatch(/[.!?]$/)
  })

  test('bad-output cannot be read', () => {
    expect(faulty('bad-output').text).not.toMatch(/\b(?:IN)?VALID\b/)
    expect(() => JSON.parse(faulty('bad-output', jsonPolicy).text ?? '') as unknown).toThrow()
  })
})

test('a share is about that share, and the same prompts meet the fault on every run', () => {
  const broken = (): readonly number[] =>
    Array.from({ length: 1000 }, (_, i) => i).filter(
      (i) =>
        make(`item number ${i}`, { faults: { refusal: 0.1 } }).text?.startsWith('I’m') ?? false,
    )
  expect(broken().length).toBeGreaterThan(70)
  expect(broken().length).toBeLessThan(130)
  expect(broken()).toEqual(broken())
})

test('every fault has a name of its own', () => {
  expect(new Set(faultNames).size).toBe(faultNames.length)
})
