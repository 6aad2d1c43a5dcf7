import { expect, test } from '@jest/globals'
import { contractOfManifest } from './policy-manifest-contract.js'
import { parsePolicyManifest, PolicyManifestError, readPolicyManifest } from './policy-manifest.js'

const whole = `title: Ticket resale
owners: [policy-author]
contract: words
labels: { VALID: allowed, INVALID: violates }
rules:
  - { code: TR-1.1, title: Inflated price, outcome: violates, severity: high, precedence: 1, ground: illegal }
  - { code: TR-0, title: Fair price, outcome: allowed }
effort: low
actions: { violates: limit, undetermined: hide }
`

const problemsOf = (text: string) => {
  const reading = readPolicyManifest(text)
  return reading.kind === 'refused' ? reading.problems.map((each) => each.message) : []
}

test('a whole manifest, defaults filled in', () => {
  const manifest = parsePolicyManifest(whole)
  expect(manifest.labels).toContainEqual({ label: 'INVALID', outcome: 'violates' })
  expect(manifest.rules[1]).toEqual({
    code: 'TR-0',
    title: 'Fair price',
    outcome: 'allowed',
    severity: 'medium',
    precedence: 2,
    ground: 'terms',
  })
  expect(manifest).toMatchObject({
    effort: 'low',
    actions: { violates: 'limit', undetermined: 'hide' },
  })
})

test('its contract', () => {
  const contract = contractOfManifest(parsePolicyManifest(whole), 'Return exactly one word.')
  expect(contract).toMatchObject({ kind: 'words', strict: true })
  expect(contract.rules).toEqual([
    { code: 'TR-1.1', outcome: 'violates' },
    { code: 'TR-0', outcome: 'allowed' },
  ])
})

test('digits are the labels of a binary contract that names none', () => {
  const manifest = parsePolicyManifest('title: A\ncontract: binary\n')
  expect(contractOfManifest(manifest, '').labels.map(({ label }) => label)).toEqual(['0', '1'])
})

test('more rules than a model can weigh are refused', () => {
  const rules = Array.from(
    { length: 501 },
    (_, n) => `  - { code: A${n}, title: T, outcome: violates }`,
  )
  expect(problemsOf(`title: A\ncontract: binary\nrules:\n${rules.join('\n')}`)).toContain(
    'rules: expected at most 500 rules',
  )
})

test('every problem is told at once, with its place', () => {
  const problems = problemsOf(`contract: sonnet
labels: { YES: perhaps }
rules:
  - { code: A1, title: One, outcome: violates }
  - { code: A1, title: Two, outcome: violates, severity: 9 }
  - nonsense
actions: { violates: explode }`)
  expect(problems).toEqual(
    expect.arrayContaining([
      'title: expected a text',
      expect.stringMatching(/^contract: expected one of binary/),
      expect.stringMatching(/^labels.YES: expected one of violates/),
      'rules[1].code: expected each rule code once',
      'rules[1].severity: expected one of low, medium, high',
      'rules[2].code: expected a text',
      expect.stringMatching(/^actions.violates/),
    ]),
  )
})

test('labels that reach one outcome only are refused', () => {
  expect(problemsOf('title: A\ncontract: words\nlabels: { VALID: allowed }')).toEqual([
    'labels: expected a label that means violates',
  ])
})

test.each([
  ['title: [', 'NOT_YAML'],
  ['- a\n- b', 'NOT_A_MAPPING'],
  ['', 'NOT_A_MAPPING'],
  ['contract: words', 'MISSING'],
])('%j is refused with a type', (text, code) => {
  expect(() => parsePolicyManifest(text)).toThrow(PolicyManifestError)
  try {
    parsePolicyManifest(text)
  } catch (error) {
    expect((error as PolicyManifestError).code).toBe(code)
  }
})

test('aliases cannot blow a small file up', () => {
  expect(problemsOf('a: &a [1]\nb: [*a, *a]\n')).toHaveLength(1)
})

test.each(['[', '{a: ', '- ', '? ', '- ? '])(
  'what opens %j without end is refused unread',
  (mark) => {
    const reading = readPolicyManifest(`title: ${mark.repeat(20_000)}`)
    expect(reading).toMatchObject({
      kind: 'refused',
      problems: [{ message: expect.stringMatching(/levels/) }],
    })
  },
)
