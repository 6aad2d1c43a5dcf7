import { expect, test } from '@jest/globals'
import type { Completion } from './completion.js'
import { inspectCompletion } from './inspect-completion.js'

const completion = (with_: Partial<Completion> = {}): Completion => ({
  id: null,
  model: 'm',
  text: 'VALID',
  trace: null,
  reasoningField: null,
  finishReason: 'stop',
  usage: {
    promptTokens: 1000,
    completionTokens: 10,
    cachedTokens: null,
    reasoningTokens: null,
    estimated: [],
  },
  systemFingerprint: null,
  provider: null,
  firstTokenMs: null,
  httpStatus: 200,
  rawReply: '',
  flags: [],
  simulated: false,
  ...with_,
})

test.each([
  ['stop', 'VALID', 'usable'],
  ['stop', ' \n', 'empty'],
  ['length', '', 'budget'],
  ['length', 'VALID', 'budget'],
  ['tool_calls', '', 'format'],
  ['content_filter', '', 'refusal'],
  ['repetition', '', 'loop'],
  ['abort', 'VALID', 'transport'],
  ['error', 'VALID', 'transport'],
  [null, 'VALID', 'transport'],
])('finish reason %s with text %j is %s', (finishReason, text, expected) => {
  const seen = inspectCompletion(completion({ finishReason, text }), null)
  expect(seen.kind === 'usable' ? 'usable' : seen.errorClass).toBe(expected)
})

test('leaked channel markers are cut away, and said to have been', () => {
  const text =
    '<|channel|>analysis<|message|>We look at it.<|end|><|start|>assistant<|channel|>final<|message|>INVALID<|return|>'
  expect(inspectCompletion(completion({ text }), null)).toMatchObject({
    kind: 'usable',
    completion: {
      text: 'INVALID',
      trace: 'We look at it.',
      reasoningField: 'content',
      flags: ['salvaged'],
    },
  })
})

test('a final answer left in the trace is found there', () => {
  const trace = 'Thinking.<|end|><|start|>assistant<|channel|>final<|message|>VALID'
  expect(inspectCompletion(completion({ text: '', trace }), null)).toMatchObject({
    completion: { text: 'VALID', trace, flags: ['salvaged'] },
  })
})

test('a prompt that the server silently shortened gives no verdict', () => {
  expect(inspectCompletion(completion(), 4000)).toMatchObject({ errorClass: 'truncation' })
  expect(inspectCompletion(completion(), 1100)).toMatchObject({ kind: 'usable' })
})
