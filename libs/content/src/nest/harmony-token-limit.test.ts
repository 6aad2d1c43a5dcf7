import { expect, test } from '@jest/globals'
import { contentLimits } from '../content.js'
import { HarmonyTokenLimit } from './harmony-token-limit.js'

const asContent = (content: string) => ({
  kind: 'text' as const,
  messages: [{ role: 'user' as const, content }],
})

test('the longest content of one word is counted in moments, not in minutes', async () => {
  const limit = await HarmonyTokenLimit.open()
  const startedAt = performance.now()
  // Eight of them to a token: within the limit of tokens, and quadratic for a tokenizer that takes it whole.
  limit.check(asContent('a'.repeat(contentLimits.bytes)))
  expect(() => limit.check(asContent('a '.repeat(contentLimits.bytes / 2)))).toThrow(
    expect.objectContaining({ code: 'CONTENT_TOO_LONG' }),
  )
  expect(performance.now() - startedAt).toBeLessThan(30_000)
})
