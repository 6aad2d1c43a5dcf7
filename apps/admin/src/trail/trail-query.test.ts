import { describe, expect, test } from '@jest/globals'
import { fileOf, filterOf, objectsOf, queryFrom, withPart } from './trail-query.js'
import { actWords, pageOf, shortId, timelineOf } from './trail-words.js'

const id = '0199d7f4-0000-7000-8000-0000000000ab'
const at = (search: string) => queryFrom(new URLSearchParams(search))

describe('what the address narrows the trail to', () => {
  test('goes to the API as a filter', () => {
    expect(filterOf(at(`person=${id}&object=verdict:${id}&action=case.&outcome=refused`))).toEqual({
      ...{ actorId: id, targets: [{ type: 'verdict', id }], action: 'case.' },
      outcomes: ['REFUSED'],
    })
    expect(filterOf(at('from=2026-05-03&to=2026-05-03'))).toEqual({
      recordedAfter: '2026-05-03T00:00:00.000Z',
      recordedBefore: '2026-05-04T00:00:00.000Z',
    })
  })

  test('leaves out what means nothing', () => {
    expect(filterOf(at('object=nothing&outcome=maybe&from=2026-02-30&to=2026-13-01'))).toEqual({})
    for (const text of ['', 'verdict:', 'two words:x', 'policy:spam,', 'policy:spam,x'])
      expect(objectsOf(text)).toBeNull()
  })

  test('gives the same events as a file', () => {
    expect(fileOf(at(''))).toBe('/audit/events.jsonl')
    expect(fileOf(at(`object=policy:spam&from=2026-05-03&after=cursor`))).toBe(
      '/audit/events.jsonl?object=policy%3Aspam&after=2026-05-03T00%3A00%3A00.000Z',
    )
  })

  test('changes without keeping the page it was on', () => {
    const search = new URLSearchParams('action=case.&after=cursor')
    expect(withPart(search, 'person', id).toString()).toBe(`action=case.&person=${id}`)
    expect(withPart(search, 'action', '').toString()).toBe('')
  })
})

describe('an event in words', () => {
  test.each([
    ['trace.viewed', 'saw the trace'],
    ['case.decided', 'decided the case'],
    ['audit-facets.viewed', 'read the audit facets'],
    ['person.logged-in', 'logged in'],
    ['export.downloaded', 'downloaded the export'],
  ])('%s: %s', (action, words) => {
    expect(actWords(action)).toBe(words)
  })

  test('leads to the page of its object, if it has one and the id is one', () => {
    expect(pageOf('verdict', id)).toBe(`/verdicts/${id}`)
    expect(pageOf('policy', 'spam')).toBe('/policies/spam')
    expect(pageOf('verdict', '"><script>')).toBeNull()
    expect(pageOf('policy', '../people')).toBeNull()
    expect(pageOf('api-key', id)).toBeNull()
    expect(timelineOf('policy', 'a b')).toBe('/trail?object=policy%3Aa+b')
    expect([shortId(id), shortId('spam')]).toEqual(['…000000ab', 'spam'])
  })
})
