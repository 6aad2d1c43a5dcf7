import { expect, test } from '@jest/globals'
import { targetsFor } from './go-to-targets.js'
import { places } from './places.js'

const policies = [{ name: 'self-harm', title: 'Self-harm' }]

test('with nothing typed, every page and policy is offered', () => {
  expect(targetsFor('', places, policies)).toHaveLength(places.length + 1)
})

test('words find policies and end in a search among the verdicts', () => {
  expect(targetsFor('self-h', places, policies)).toEqual([
    { to: '/policies/self-harm', title: 'Self-harm', kind: 'policy' },
    { to: '/verdicts?q=self-h', title: 'self-h', kind: 'search verdicts' },
  ])
})

test('an id leads to what it may be the id of', () => {
  const id = '01980000-0000-7000-8000-000000000001'
  expect(targetsFor(id, places, policies).map((target) => target.to)).toEqual([
    `/verdicts/${id}`,
    `/workbench/${id}`,
    `/appeals/${id}`,
  ])
})
