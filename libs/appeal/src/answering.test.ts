import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { actionKinds } from '@assize/policy'
import { appealOutcomes, type AppealOutcome } from './appeal.js'
import { answerTo, type Answer } from './answering.js'

const kind = fc.constantFrom(...actionKinds)
const weight = { none: 0, warn: 1, limit: 2, hide: 3, remove: 4 }

function answer(...args: Parameters<typeof answerTo>): Answer | null {
  try {
    return answerTo(...args)
  } catch {
    return null
  }
}

test('no answer to an appeal asks for more than what was appealed against or counts already', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...appealOutcomes),
      fc.option(kind),
      kind,
      kind,
      (outcome, asked, appealed, current) => {
        const given = answer(outcome, asked, { appealed, current })
        fc.pre(given !== null)
        if (!given) return
        const most = Math.max(weight[appealed], weight[current])
        expect(weight[given.action]).toBeLessThanOrEqual(most)
        expect(given.asked?.interim ?? false).toBe(false)
        expect(given.asked?.kind ?? given.action).toBe(given.action)
      },
    ),
  )
})

test.each<[AppealOutcome, Answer]>([
  ['reversed', { action: 'none', asked: { kind: 'none', interim: false } }],
  ['stands', { action: 'hide', asked: { kind: 'hide', interim: false } }],
  ['withdrawn', { action: 'hide', asked: null }],
  ['omitted', { action: 'hide', asked: null }],
])('an appeal that is %s needs no action named', (outcome, expected) => {
  expect(answerTo(outcome, null, { appealed: 'hide', current: 'hide' })).toEqual(expected)
})

test('what was milder meanwhile is not made harsher because the appeal stands', () => {
  expect(answerTo('stands', null, { appealed: 'remove', current: 'warn' }).action).toBe('warn')
})

test.each<[AppealOutcome, 'none' | 'warn' | 'hide' | 'remove' | null]>([
  ['reversed', 'warn'],
  ['partly-reversed', null],
  ['partly-reversed', 'hide'],
  ['partly-reversed', 'remove'],
  ['stands', 'remove'],
  ['withdrawn', 'none'],
])('%s with %s is refused', (outcome, asked) => {
  const standing = { appealed: 'hide', current: 'hide' } as const
  expect(() => answerTo(outcome, asked, standing)).toThrow('where an appeal is')
})
