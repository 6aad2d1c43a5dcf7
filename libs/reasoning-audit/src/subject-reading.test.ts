import { expect, test } from '@jest/globals'
import { listPartMentions } from '@assize/policy'
import fc from 'fast-check'
import { readingOf } from './audit-subject.builder.js'

const pieces = fc.constantFrom(
  ...['Section 4.2', 'rule 7', 'RULE B', 'Rule of 3', '§ 5', '§5', 'sec. 2', 'Appendix A', 'part'],
  ...[
    'Level',
    'subsection 1(a)',
    '_rule 7',
    "rule's 7",
    "o'section 3",
    'tier',
    'é',
    '7',
    ' ',
    '\n',
  ],
  ...['. ', ', ', 'category (3', 'clause "2"', 'Part IV', 'overrule 7', 'level 3 rule 4'],
)

test('parts are looked for where their nouns stand, and found as everywhere', () => {
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
      const trace = parts.join('')
      expect(readingOf({ trace }).partMentions).toEqual(listPartMentions(trace))
    }),
    { numRuns: 1_000 },
  )
})
