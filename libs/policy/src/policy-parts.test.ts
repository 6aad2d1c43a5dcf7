import { expect, test } from '@jest/globals'
import { listPartMentions, readPolicyParts } from './policy-parts.js'

const partsIn = (text: string) =>
  listPartMentions(text).map(({ noun, label }) => `${noun} ${label}`)

test('parts called by number or letter are read, however they are spelt', () => {
  expect(
    partsIn('Section 4.2(b), § 7, sec. 3 and Appendix B; rule 7, Level 3, category D4.'),
  ).toEqual([
    'section 4.2.b',
    'section 7',
    'section 3',
    'appendix B',
    'rule 7',
    'level 3',
    'category D4',
  ])
})

test('what only looks like a part is not read', () => {
  expect(partsIn('the rule I think of, a section is, part 2019-20, level 40%')).toEqual([])
})

test('offsets point at noun and label', () => {
  const text = 'See Section 4.2.'
  const [part] = listPartMentions(text)
  expect(text.slice(part?.start, part?.end)).toBe('Section 4.2')
})

test('a policy knows the numbers at the heads of its lines, and those above them', () => {
  const { labels, isDotted } = readPolicyParts('# 1. Scope\n2.1 Slurs\n  - 2.2 Threats\nB) Notes')
  expect([...labels]).toEqual(['1', '2.1', '2', '2.2', 'B'])
  expect(isDotted).toBe(true)
})

test('lettered items are parts of their number, however they are punctuated', () => {
  const { labels } = readPolicyParts(
    '2. Unsafe\n2.a A cure\n2b) A dose\n3(c) A quote\n5 km are far',
  )
  expect([...labels]).toEqual(['2', '2.a', '2.b', '3.c', '3', '5'])
  expect(partsIn('section 2.b, section 2b and section 3(c)')).toEqual([
    'section 2.b',
    'section 2.b',
    'section 3.c',
  ])
})

test('a policy knows what it calls a level', () => {
  const { named, labels } = readPolicyParts('- Level 4: severe\n- Level 3: grave')
  expect([...(named.get('level') ?? [])]).toEqual(['4', '3'])
  expect(labels.size).toBe(0)
})
