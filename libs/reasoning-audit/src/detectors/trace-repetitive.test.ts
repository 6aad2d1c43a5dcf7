import { describe, expect, test } from '@jest/globals'
import { readingOf } from '../audit-subject.builder.js'
import { traceRepetitive } from './trace-repetitive.js'

const judge = (trace: string) => traceRepetitive.detect(readingOf({ trace }))
const thought = 'The seller asks for the printed price and adds nothing to it. '
const filler = (from: number, many: number) =>
  Array.from(
    { length: many },
    (_, i) => `Point ${from + i} concerns matter ${i * 7 + from}. `,
  ).join('')

describe('raises', () => {
  test('the same words ten times, spread over a trace', () => {
    const trace = Array.from({ length: 10 }, (_, i) => thought + filler(i * 10, 8)).join('')
    const [finding] = judge(trace)
    expect(finding?.severity).toBe('soft')
    expect(finding?.evidence).toMatchObject({ repeats: 10 })
    const [first, second] = finding?.spans ?? []
    expect(trace.slice(first?.start, first?.end)).toBe(trace.slice(second?.start, second?.end))
    expect(first?.start).not.toBe(second?.start)
  })

  test('a loop that takes the trace, as hard', () => {
    const [finding] = judge(`It is a sale. ${thought.repeat(40)}`)
    expect(finding?.severity).toBe('hard')
  })

  test('a loop in a script without spaces', () => {
    expect(judge('売り手は印刷された価格だけを求めています。'.repeat(12))).toHaveLength(1)
  })
})

describe('leaves alone', () => {
  test.each([
    ['a thought that comes back', thought.repeat(3) + filler(0, 40)],
    ['a list of criteria in one form', filler(0, 60)],
    ['a short stammer', 'no no no no no no no no no'],
    ['nothing', ''],
  ])('%s', (_, trace) => {
    expect(judge(trace)).toEqual([])
  })
})

test('a loop of a megabyte is read in seconds', () => {
  const startedAt = performance.now()
  expect(judge('loop '.repeat(200_000))).toHaveLength(1)
  expect(performance.now() - startedAt).toBeLessThan(5_000)
})
