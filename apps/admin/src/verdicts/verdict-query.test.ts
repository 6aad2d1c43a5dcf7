import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { isOn, merged, parseQuery, printQuery, toggled } from './query.js'
import { toVerdictFilter } from './verdict-query.js'

const now = new Date('2026-11-21T12:00:30Z')
const read = (text: string) => toVerdictFilter(parseQuery(text), now)

describe('what the box understands', () => {
  test('words and terms together', () => {
    expect(
      read('free parcel policy:spam outcome:violates finding:fabricated-quote risk:>0.7'),
    ).toEqual({
      filter: {
        text: 'free parcel',
        policies: ['spam'],
        outcomes: ['VIOLATES'],
        findingTypes: ['FABRICATED_QUOTE'],
        riskAtLeast: 0.7,
      },
      problems: [],
    })
  })

  test.each([
    ['policy:spam,harassment policy:spam', { policies: ['spam', 'harassment'] }],
    ['risk:0.2..0.7', { riskAtLeast: 0.2, riskAtMost: 0.7 }],
    ['decided:today', { decidedAfter: '2026-11-21T00:00:00.000Z' }],
    ['decided:2h', { decidedAfter: '2026-11-21T10:00:00.000Z' }],
    [
      'decided:2026-11-01..2026-11-14',
      { decidedAfter: '2026-11-01T00:00:00.000Z', decidedBefore: '2026-11-15T00:00:00.000Z' },
    ],
    ['case:none', { hasCase: false }],
    ['case:waiting,decided', { caseStates: ['WAITING', 'DECIDED'] }],
    ['source:imported', { sources: ['IMPORT'] }],
    ['source:live', { sources: ['LIVE'], simulated: false }],
    ['flagged:yes', { flagged: true }],
    ['cost:>500 latency:<200', { costMicrosAtLeast: 500, latencyMsAtMost: 200 }],
    ['lang:de,fr region:AT', { languages: ['de', 'fr'], regions: ['AT'] }],
    ['effort:high answered:triage', { efforts: ['HIGH'], answeredBy: ['TRIAGE'] }],
    ['action:remove', { actions: ['REMOVE'] }],
    ['appeal:any', { hasAppeal: true }],
    ['by:forum instructs:yes', { submittedBy: ['forum'], instructsJudge: true }],
    ['appeal:open', { appealStates: ['OPEN'] }],
    ['appeal:reversed,partly-reversed', { appealOutcomes: ['REVERSED', 'PARTLY_REVERSED'] }],
    ['reviewer:0192', { reviewers: ['0192'] }],
    ['between:spam@v1..v3', { versions: { policy: 'spam', from: 'v1', to: 'v3' } }],
    [
      'between:abc1..def2 policy:spam',
      { policies: ['spam'], versions: { policy: 'spam', from: 'abc1', to: 'def2' } },
    ],
    ['https://tips.example', { text: 'https://tips.example' }],
    ['"exact words" rule:SP-1.1', { text: '"exact words"', rules: ['SP-1.1'] }],
  ])('%s', (text, filter) => {
    expect(read(text)).toEqual({ filter, problems: [] })
  })

  test.each([
    'risk:high',
    'outcome:bad',
    'colour:red',
    'decided:soon',
    'decided:2026-02-30',
    'decided:2026-02-01..2026-02-31',
    'flagged:maybe',
    'source:moon',
    'cost:cheap',
    'between:v1..v2',
    'appeal:lost',
    'appeal:open,reversed',
  ])('a term that cannot be read is named and filters nothing: %s', (text) => {
    const { filter, problems } = read(text)
    expect(filter).toEqual({})
    expect(problems).toHaveLength(1)
  })
})

const aWord = fc.stringMatching(/^[a-z][a-z0-9.>-]{0,8}$/)
const aQuery = fc.record({
  terms: fc.uniqueArray(
    fc.record({
      key: fc.constantFrom('policy', 'rule', 'model'),
      values: fc.uniqueArray(aWord, { minLength: 1 }),
    }),
    { selector: (term) => term.key },
  ),
  words: fc.array(aWord).map((words) => words.join(' ')),
})

test('what is printed reads back the same', () => {
  fc.assert(fc.property(aQuery, (query) => expect(parseQuery(printQuery(query))).toEqual(query)))
})

test('toggling twice changes nothing that filters', () => {
  fc.assert(
    fc.property(aQuery, aWord, (query, value) => {
      const twice = toggled(toggled(query, 'policy', value), 'policy', value)
      expect(toVerdictFilter(twice, now).filter.policies?.slice().sort()).toEqual(
        toVerdictFilter(query, now).filter.policies?.slice().sort(),
      )
    }),
  )
})

test('typing more keeps what stood there and replaces the words', () => {
  const query = merged(parseQuery('policy:spam old'), parseQuery('policy:spam,harassment new'))
  expect(printQuery(query)).toBe('policy:spam,harassment new')
  expect(isOn(query, 'policy', 'harassment')).toBe(true)
})
