import { describe, expect, test } from '@jest/globals'
import { readingOf } from '../audit-subject.builder.js'
import { traceMissing } from './trace-missing.js'

const judge = (trace: string, output = 'VALID') => traceMissing.detect(readingOf({ trace, output }))

describe('raises where a reply came with', () => {
  test.each([
    ['nothing', ''],
    ['white space', ' \n\n\t '],
    ['invisible signs', '\u200b\u2060\ufeff'],
    ['much white space', ' '.repeat(10_000)],
    ['a word that stands for nothing', 'null'],
    ['a note that there is none', '(no reasoning provided)'],
    ['dots', '...'],
  ])('%s', (_, trace) => {
    const [finding] = judge(trace)
    expect(finding?.severity).toBe('hard')
    for (const span of finding?.spans ?? []) expect(span.end).toBeGreaterThan(span.start)
  })
})

describe('leaves alone', () => {
  test.each([
    ['a short trace', 'Fair.'],
    ['a trace that begins with none', 'None of the rules apply.'],
    ['a trace of one label', 'VALID'],
    ['a trace in another script', '公平'],
    ['a trace behind much white space', `${' '.repeat(10_000)}The price is printed.`],
  ])('%s', (_, trace) => {
    expect(judge(trace)).toEqual([])
  })

  test('a call that brought no reply', () => {
    expect(judge('', ' ')).toEqual([])
  })
})
