import { expect, test } from '@jest/globals'
import { countTokens } from './count-tokens.js'

test.each([
  ['', 0],
  ['0', 1],
  ['VALID', 1],
  ['INVALID', 1],
])('%j has %i tokens, as the model counts', async (text, tokens) => {
  expect(await countTokens(text)).toBe(tokens)
})

test('what looks like a control token is text', async () => {
  expect(await countTokens('<|channel|>final<|message|>')).toBeGreaterThan(6)
})

test('a word as long as the longest content is counted, and not for minutes', async () => {
  const startedAt = performance.now()
  expect(await countTokens('a'.repeat(900_000))).toBeGreaterThan(100_000)
  // Quadratic time would be half an hour.
  expect(performance.now() - startedAt).toBeLessThan(30_000)
})
