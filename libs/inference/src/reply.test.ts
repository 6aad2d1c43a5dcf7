import { expect, test } from '@jest/globals'
import { addChunk, emptyReply, parseReply } from './reply.js'

const body = (message: object, more: object = {}): unknown => ({
  id: 'chatcmpl-1',
  choices: [{ message, finish_reason: 'stop' }],
  ...more,
})

test.each([
  [{ reasoning: 'a' }, 'reasoning', 'a'],
  [{ reasoning_content: 'b' }, 'reasoning_content', 'b'],
  [{ reasoning_details: [{ text: 'c' }, { text: 'd' }] }, 'reasoning_details', 'cd'],
  [{ thinking: 'e' }, 'thinking', 'e'],
  [{ reasoning: '', reasoning_content: 'f' }, 'reasoning_content', 'f'],
  [{ reasoning: 'g', reasoning_content: 'h' }, 'reasoning', 'g'],
  [{}, null, null],
])('the trace of %j stands in %s', (fields, field, trace) => {
  const parsed = parseReply(body({ content: 'VALID', ...fields }))
  expect(parsed).toMatchObject({ kind: 'reply', reply: { reasoningField: field, trace } })
})

test.each([
  [{ error: { message: 'no', code: 503 } }, 503],
  [{ object: 'error', message: 'no', code: 500 }, 500],
  [{ choices: [{ error: { message: 'no', code: 502 }, message: {} }] }, 502],
  [{ error: 'no' }, null],
  [{ choices: [] }, null],
  [null, null],
])('%j is an error, whatever the status said', (value, code) => {
  expect(parseReply(value)).toMatchObject({ kind: 'error', code })
})

test('chunks add up, and a final chunk may carry usage alone', () => {
  const chunks = [
    { id: 'x', choices: [{ delta: { role: 'assistant', content: '' } }] },
    { id: 'x', choices: [{ delta: { reasoning: 'one ' } }] },
    { id: 'x', choices: [{ delta: { reasoning: 'two' } }] },
    { id: 'x', choices: [{ delta: { content: 'VALID' } }] },
    { id: 'x', choices: [{ delta: {}, finish_reason: 'stop' }] },
    { id: 'x', choices: [], usage: { prompt_tokens: 3 } },
  ]
  const reply = chunks.reduce((known, chunk) => {
    const parsed = addChunk(known, chunk, 'delta')
    return parsed.kind === 'reply' ? parsed.reply : known
  }, emptyReply)
  expect(reply).toMatchObject({
    text: 'VALID',
    trace: 'one two',
    finishReason: 'stop',
    usage: { prompt_tokens: 3 },
  })
})
