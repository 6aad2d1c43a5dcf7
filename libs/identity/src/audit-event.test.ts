import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { actorOf, requireClosedWords, requireFit, targetIdOf } from './audit-event.js'
import { requireFilter } from './audit-filter.js'

test('ids of ours are kept as they are', () => {
  for (const id of ['0199d7f4-0000-7000-8000-000000000001', 'spam', 'prompt-injection', 'äpfel'])
    expect(targetIdOf(id)).toBe(id)
})

test('an id that a caller made up is kept by its digest, whatever it is', () => {
  for (const id of ['', 'two words', 'line\nbreak', '\0', '\ud800', 'x'.repeat(201)])
    expect(targetIdOf(id)).toMatch(/^sha256:[0-9a-f]{64}$/)
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (id) => {
      expect(targetIdOf(id)).toMatch(/^[\x21-\x7e\u00a0-\uffff]{1,200}$/)
    }),
  )
})

test('words of people are no reason, action or type', () => {
  requireClosedWords('case.decided', 'content-item', 'legal-hold')
  const wrong = [
    ['Case decided', 'case', null],
    ['case', 'case', null],
    ['case.decided', 'A case', null],
    ['case.decided', 'case', 'because she said so'],
  ] as const
  for (const [action, type, reason] of wrong)
    expect(() => requireClosedWords(action, type, reason)).toThrow(TypeError)
})

test('acts of nobody, of made-up people, and digests of another length are bugs', () => {
  const person = { kind: 'person', id: '0199d7f4-0000-7000-8000-000000000001' } as const
  requireFit(person, [null, undefined, new Uint8Array(32)])
  requireFit({ kind: 'system', id: null }, [])
  expect(() => requireFit({ kind: 'person', id: null }, [])).toThrow(TypeError)
  expect(() => requireFit({ kind: 'service', id: 'importer' }, [])).toThrow(TypeError)
  expect(() => requireFit({ kind: 'system', id: person.id }, [])).toThrow(TypeError)
  expect(() => requireFit(person, [new Uint8Array(31)])).toThrow(TypeError)
})

test('an actor holds all the roles of that moment', () => {
  const principal = { kind: 'person', id: 'p', name: 'Ada', scopes: null } as const
  const both = { ...principal, roles: ['policy-author', 'reviewer'] as const }
  expect(actorOf(both, 'r')).toEqual({
    ...{ kind: 'person', id: 'p', role: 'policy-author,reviewer', requestId: 'r' },
  })
  expect(actorOf({ ...principal, roles: [] }).role).toBeNull()
})

test.each([
  ['an actor', { actorId: 'nobody' }],
  ['an action', { action: "case'; --" }],
  ['a type', { targetType: 'Case' }],
  ['an object', { targets: [{ type: 'case', id: 'a\0b' }] }],
  ['the type of an object', { targets: [{ type: 'a case', id: 'a' }] }],
  ['so many', { targets: Array.from({ length: 21 }, () => ({ type: 'case', id: 'a' })) }],
])('a filter no event can meet is refused, by %s', (_, filter) => {
  expect(() => requireFilter(filter)).toThrow(expect.objectContaining({ code: 'FILTER_INVALID' }))
})
