import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { findRepeatDisagreements, RepeatGroups, type RepeatedTrace } from './repeat-groups.js'

const aRepeat = (id: string, over: Partial<RepeatedTrace> = {}): RepeatedTrace => ({
  id,
  policyVersion: 'garden@1',
  messages: [{ role: 'user', content: 'Two bags of soil, please.' }],
  outcome: 'allowed',
  model: 'm',
  effort: 'medium',
  ...over,
})

test('repeats that agree have no finding', () => {
  expect(findRepeatDisagreements([aRepeat('a'), aRepeat('b')]).size).toBe(0)
})

test('every member of a group that disagrees is told of the others and of the split', () => {
  const found = findRepeatDisagreements([
    aRepeat('a'),
    aRepeat('b', { outcome: 'undetermined' }),
    aRepeat('c'),
  ])
  expect([...found.keys()]).toEqual(['a', 'b', 'c'])
  expect(found.get('a')).toMatchObject({
    type: 'self-inconsistent',
    severity: 'soft',
    confidence: 0.333,
    spans: [],
    message: 'the same prompt was judged 3 times: 2 allowed, 1 undetermined',
    evidence: {
      kind: 'same-prompt',
      split: { allowed: 2, undetermined: 1 },
      otherwise: ['b'],
      alike: ['c'],
    },
  })
  expect(found.get('b')).toMatchObject({ severity: 'soft', confidence: 0.667 })
})

test('is hard for the one that most of its equals are against, and for no other', () => {
  const traces = [aRepeat('a'), aRepeat('b'), aRepeat('c', { outcome: 'violates' })]
  const found = findRepeatDisagreements(traces)
  expect(found.get('c')).toMatchObject({ severity: 'hard', confidence: 0.667 })
  expect(found.get('a')?.severity).toBe('soft')
})

test('one against one is nobody standing alone', () => {
  const found = findRepeatDisagreements([aRepeat('a'), aRepeat('b', { outcome: 'violates' })])
  expect([...found.values()].map(({ severity }) => severity)).toEqual(['soft', 'soft'])
})

test.each([{ effort: null }, { model: null }])('stays soft where %j is not known', (unknown) => {
  const found = findRepeatDisagreements([
    aRepeat('a', unknown),
    aRepeat('b', unknown),
    aRepeat('c', { outcome: 'violates', ...unknown }),
  ])
  expect(found.get('c')?.severity).toBe('soft')
})

test('another effort or model has no vote on hardness', () => {
  const found = findRepeatDisagreements([
    aRepeat('a', { effort: 'low' }),
    aRepeat('b', { model: 'n' }),
    aRepeat('c', { outcome: 'violates' }),
  ])
  expect(found.get('c')?.severity).toBe('soft')
})

test('another version, another turn or another speaker is no repeat', () => {
  const found = findRepeatDisagreements([
    aRepeat('a'),
    aRepeat('b', { outcome: 'violates', policyVersion: 'garden@2' }),
    aRepeat('c', { outcome: 'violates', messages: [{ role: 'user', content: 'One bag.' }] }),
    aRepeat('d', {
      outcome: 'violates',
      messages: [{ role: 'assistant', content: 'Two bags of soil, please.' }],
    }),
  ])
  expect(found.size).toBe(0)
})

test('white space and composition make no other prompt', () => {
  const found = findRepeatDisagreements([
    aRepeat('a', { messages: [{ role: 'user', content: ' caf\u00e9\r\nsoil ' }] }),
    aRepeat('b', {
      outcome: 'violates',
      messages: [{ role: 'user', content: 'cafe\u0301 soil' }],
    }),
  ])
  expect([...found.keys()]).toEqual(['a', 'b'])
})

test('the same trace twice is no repeat', () => {
  const groups = new RepeatGroups()
  groups.add(aRepeat('a'))
  groups.add(aRepeat('a'))
  expect(groups.repeated).toBe(0)
})

test('the order of traces changes no severity and no confidence', () => {
  const outcomes = fc.array(fc.constantFrom('violates', 'allowed', 'undetermined'), {
    minLength: 2,
    maxLength: 6,
  })
  fc.assert(
    fc.property(outcomes, (list) => {
      const traces = list.map((outcome, i) => aRepeat(String(i), { outcome }))
      const there = findRepeatDisagreements(traces)
      const back = findRepeatDisagreements(traces.toReversed())
      for (const [id, { severity, confidence }] of there)
        expect(back.get(id)).toMatchObject({ severity, confidence })
      expect(back.size).toBe(there.size)
    }),
  )
})
