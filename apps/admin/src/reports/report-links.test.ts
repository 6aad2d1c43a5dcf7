import { expect, test } from '@jest/globals'
import { parseQuery } from '../verdicts/query.js'
import { toVerdictFilter } from '../verdicts/verdict-query.js'
import { rowsBehind, share, termsOf } from './report-links.js'

const counted = { simulated: false, imported: false, since: '2026-11-01' }
const filterOf = (link: string) => {
  const query = new URL(link, 'http://here').searchParams.get('q') ?? ''
  return toVerdictFilter(parseQuery(query), new Date('2026-11-21T12:00:00Z'))
}

test('a figure opens what it was counted over', () => {
  const { filter, problems } = filterOf(
    rowsBehind({ ...counted, policy: 'spam' }, { finding: 'unknown-rule' }),
  )
  expect(problems).toEqual([])
  expect(filter).toMatchObject({
    ...{ policies: ['spam'], findingTypes: ['UNKNOWN_RULE'], sources: ['LIVE'], simulated: false },
    decidedAfter: '2026-11-01T00:00:00.000Z',
  })
})

test('simulated and imported verdicts are listed where they are counted', () => {
  const { filter } = filterOf(rowsBehind({ ...counted, simulated: true, imported: true }))
  expect(filter.sources).toEqual(['LIVE', 'IMPORT'])
  expect(filter.simulated).toBeUndefined()
})

test('one day is one day, a model with a blank keeps it', () => {
  const day = { ...counted, until: '2026-11-01' }
  const { filter } = filterOf(rowsBehind(day, { model: 'a model' }))
  expect(filter).toMatchObject({ decidedBefore: '2026-11-02T00:00:00.000Z', models: ['a model'] })
})

test('a version is a policy and a commit; nobody can ask for what nobody knows', () => {
  expect(termsOf('VERSION', 'a@b@c0ffee')).toEqual({ policy: 'a@b', commit: 'c0ffee' })
  expect(termsOf('EFFORT', '')).toBeNull()
})

test('a share of nothing is none', () => {
  expect([share(1, 0), share(1, 8)]).toEqual(['–', '12.5 %'])
})
