import { expect, test } from '@jest/globals'
import { InferenceError } from './inference-error.js'
import { parseEndpoints } from './parse-endpoints.js'

const plain = { name: 'a', kind: 'vllm', baseUrl: 'http://gpu:8000/v1/', model: 'm' }
const refused = (value: unknown): InferenceError => {
  try {
    parseEndpoints(typeof value === 'string' ? value : JSON.stringify(value))
  } catch (error) {
    if (error instanceof InferenceError) return error
  }
  throw new Error('expected a refusal')
}

test('defaults follow the kind', () => {
  const endpoints = parseEndpoints(
    JSON.stringify([
      plain,
      { ...plain, name: 'b', kind: 'groq', apiKeyEnv: 'GROQ_API_KEY', maxInFlight: 3 },
    ]),
  )
  expect(endpoints).toMatchObject([
    { baseUrl: 'http://gpu:8000/v1', onPremises: true, maxInFlight: 16, simulated: false },
    { onPremises: false, apiKeyEnv: 'GROQ_API_KEY', maxInFlight: 3 },
  ])
  expect(endpoints[0]?.id).not.toBe(endpoints[1]?.id)
})

test('an id stays the same as long as the name does', () => {
  const [a] = parseEndpoints(JSON.stringify([plain]))
  const [b] = parseEndpoints(JSON.stringify([{ ...plain, baseUrl: 'http://other:8000/v1' }]))
  expect(a?.id).toBe(b?.id)
})

test.each([
  ['{', 'ENDPOINTS_UNREADABLE', 'not JSON'],
  ['{}', 'ENDPOINTS_UNREADABLE', 'an object'],
  [[1], 'ENDPOINT_INVALID', '[0]: expected an object, saw 1'],
  [[{ ...plain, name: ' ' }], 'ENDPOINT_INVALID', '[0].name'],
  [[{ ...plain, kind: 'mainframe' }], 'ENDPOINT_INVALID', 'one of vllm, ollama'],
  [[{ ...plain, baseUrl: 'gpu:8000' }], 'ENDPOINT_INVALID', '[0].baseUrl: expected an http'],
  [[{ ...plain, maxInFlight: 0 }], 'ENDPOINT_INVALID', '[0].maxInFlight'],
  [[{ ...plain, colour: 'red' }], 'ENDPOINT_INVALID', '"colour"'],
  [[{ ...plain, kind: 'groq' }], 'ENDPOINT_INVALID', 'Groq needs one'],
  [[plain, plain], 'ENDPOINT_NAME_TAKEN', '"a" twice'],
])('refuses %j with %s', (value, code, words) => {
  const error = refused(value)
  expect(error.code).toBe(code)
  expect(error.message).toContain(words)
})

test('a key put where its variable belongs is refused without being repeated', () => {
  const error = refused([{ ...plain, apiKeyEnv: 'gsk-not-a-name' }])
  expect(error.message).not.toContain('gsk-not-a-name')
  const inAddress = refused([{ ...plain, baseUrl: 'http://user:secret@gpu:8000/v1' }])
  expect(inAddress.message).not.toContain('secret')
})
