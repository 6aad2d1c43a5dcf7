import { expect, test } from '@jest/globals'
import { parsePolicyCases } from '../policy-cases.js'
import { parsePolicyManifest } from '../policy-manifest.js'
import { readPack } from './read-pack.js'

const origin = { source: 'https://packs.example/community', licence: 'CC-BY-4.0' }
const file = (path: string, text: string) => ({ path, bytes: new TextEncoder().encode(text) })

const sections = `# Gifts policy

## Instructions
Answer with exactly one word: VALID or INVALID.

## Definitions
- Gift: what is given.

## Criteria
- GF-1.1 Forced gift: a gift that must be returned. INVALID
- GF-0.1 Plain gift: anything else. VALID

## Examples
- Item: "here" Answer: VALID
`

const sides = `Gift policy
Return 1 if the content violates, 0 if it does not. Answer with exactly one digit.

VIOLATES (1)
- GF1.a Forced: the gift must be returned.

DOES NOT VIOLATE (0)
- GF0.a Plain: nothing is asked back.

EXAMPLES
- "take it" -> 0
`

test('numbered texts are versions of one policy, and a table beside them its cases', () => {
  const csv =
    'content,label,rule\n"one, two",1,GF1.a\nthree,0,\n"four ""five""",GF0.a,\nsix,perhaps,\n'
  const { policies, problems } = readPack(
    [
      file('pack/gifts/policy/policy_v002.md', sides),
      file('pack/gifts/policy/policy_v001.md', `${sides}\n`),
      file('pack/gifts/policy/policy_v010.md', `${sides}\n\n`),
      file('pack/gifts/data/cases.csv', csv),
      file('pack/README.md', '# read me'),
      file('pack/LICENSE.md', 'terms'),
    ],
    origin,
  )
  expect(policies).toHaveLength(1)
  const [gifts] = policies
  expect(gifts).toMatchObject({ name: 'gifts', cases: 3 })
  expect(gifts?.versions.map(({ label }) => label)).toEqual([
    ...['policy_v001', 'policy_v002', 'policy_v010'],
  ])
  const newest = gifts?.versions.at(-1)
  const manifest = parsePolicyManifest(newest?.manifestYaml ?? '')
  expect(newest?.shape).toBe('sides')
  expect(manifest.provenance).toEqual({ ...origin, file: 'pack/gifts/policy/policy_v010.md' })
  const cases = parsePolicyCases(newest?.cases ?? '', manifest.labels)
  expect(cases.map(({ content, label, rules }) => [content, label, rules])).toEqual([
    ['one, two', '1', ['GF1.a']],
    ['three', '0', []],
    ['four "five"', '0', ['GF0.a']],
  ])
  expect(problems).toEqual([
    expect.objectContaining({
      path: 'pack/gifts/data/cases.csv',
      message: expect.stringContaining('line 5'),
    }),
  ])
})

test('loose texts are policies of their own, each with the table of its name', () => {
  const { policies } = readPack(
    [
      file('policies/Gifts.md', sections),
      file('policies/other-gifts.md', sides),
      file('datasets/gifts.csv', 'text,expected\nhere,INVALID\n'),
      file('datasets/other-gifts.csv', 'text,expected\nhere,yes\nthere,no\n'),
    ],
    origin,
  )
  expect(policies.map(({ name, cases, versions }) => [name, cases, versions[0]?.shape])).toEqual([
    ['gifts', 1, 'sections'],
    ['other-gifts', 2, 'sides'],
  ])
  const manifest = parsePolicyManifest(policies[0]?.versions[0]?.manifestYaml ?? '')
  expect(manifest).toMatchObject({
    ...{ title: 'Gifts policy', contract: 'words' },
    labels: expect.arrayContaining([{ label: 'INVALID', outcome: 'violates' }]),
  })
  expect(manifest.rules.map(({ code, title, outcome }) => [code, title, outcome])).toEqual([
    ['GF-1.1', 'Forced gift', 'violates'],
    ['GF-0.1', 'Plain gift', 'allowed'],
  ])
})

test('a manifest of the pack stays as it is written, with where it came from', () => {
  const yaml =
    '# ours\ntitle: Gifts\ncontract: words\nlabels: { VALID: allowed, INVALID: violates }\nrules:\n' +
    '  - { code: GF-1.1, title: Forced, outcome: violates, terms: "Rules, 4.2", law: "Act 7" }\n'
  const { policies } = readPack(
    [file('gifts/policy.md', sections), file('gifts/policy.yaml', yaml)],
    origin,
  )
  const made = policies[0]?.versions[0]?.manifestYaml ?? ''
  expect(made.startsWith('# ours\ntitle: Gifts\n')).toBe(true)
  expect(parsePolicyManifest(made)).toMatchObject({
    rules: [{ code: 'GF-1.1', terms: 'Rules, 4.2', law: 'Act 7' }],
    provenance: origin,
  })
})

test.each(['5', '- a', '"x"', 'null', 'a: *b', '['.repeat(1000)])(
  'a manifest of %s is named, and other policies stay',
  (yaml) => {
    const { policies, problems } = readPack(
      [
        ...[file('gifts/policy.md', sections), file('gifts/policy.yaml', yaml)],
        file('spam/policy.md', sections),
      ],
      origin,
    )
    expect(policies.map(({ name }) => name)).toEqual(['spam'])
    expect(problems).toMatchObject([{ path: 'gifts/policy.md' }])
  },
)

test('a table of more rows than are read says so, and one without a head repeats no content', () => {
  const read = (csv: string) =>
    readPack([file('policies/gifts.md', sections), file('datasets/gifts.csv', csv)], origin)
  const { policies, problems } = read(`content,label\n${'a,1\n'.repeat(20_005)}`)
  expect(policies[0]?.cases).toBe(20_000)
  expect(problems[0]?.message).toMatch(/expected at most 20000 rows/)
  const [problem] = read('some words of somebody,1\nothers,0\n').problems
  expect(problem?.message).not.toMatch(/somebody/)
})

test('what cannot be read is named, and the rest stays', () => {
  const { policies, problems } = readPack(
    [
      { path: 'policies/broken.md', bytes: new Uint8Array([0xff, 0xfe, 0x41]) },
      file('policies/gifts.md', sections),
      file('policies/.hidden.md', sections),
      file('datasets/gifts.csv', 'a,b\n1,2\n'),
      file('a/gifts/policy.md', sections),
    ],
    origin,
  )
  expect(policies.map(({ name }) => name)).toEqual(['gifts'])
  expect(problems.map(({ path }) => path).sort()).toEqual([
    ...['datasets/gifts.csv', 'gifts', 'policies/broken.md'],
  ])
})
