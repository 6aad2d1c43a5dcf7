import { describe, expect, test } from '@jest/globals'
import { readingOf } from '../audit-subject.builder.js'
import { traceTruncated } from './trace-truncated.js'

const judge = (trace: string, more: { finishReason?: string; reasoningTokens?: number } = {}) =>
  traceTruncated.detect(readingOf({ trace, ...more })).filter(({ confidence }) => confidence >= 0.5)

describe('stops in the middle', () => {
  test.each([
    'The seller asks for more than the',
    'The seller asks for more, and hides the price until',
    'The policy says "Asking for mo',
    'The seller is a profess',
    'Two things count:',
    "So it is INVALID. But let's double-ch",
    'First the price, then the',
  ])('%s', (trace) => {
    expect(judge(trace)).toHaveLength(1)
  })
})

describe('has an end', () => {
  test.each([
    'The price is printed. So VALID.',
    'Thus output: VALID',
    'So it is "INVALID"',
    'So (TR2.a)',
    'Is it fair?',
    'Done…',
    'A fair price 🎟️',
    '',
  ])('%j', (trace) => {
    expect(judge(trace)).toEqual([])
  })
})

test('the server says that it ran into its limit', () => {
  const [finding] = judge('The price is printed. So VALID.', { finishReason: 'length' })
  expect(finding?.evidence).toEqual({ finishReason: 'length' })
})

test('the server counted far more tokens than the text can hold', () => {
  const trace = 'The price is printed. So VALID.'
  expect(judge(trace, { reasoningTokens: 400 })).toHaveLength(1)
  expect(judge(trace.repeat(20), { reasoningTokens: 150 })).toEqual([])
  expect(judge('価格は印刷どおりです。'.repeat(20), { reasoningTokens: 200 })).toEqual([])
})
