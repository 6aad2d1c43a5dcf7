import { expect, test } from '@jest/globals'
import { Traffic } from './traffic.js'

const at = (seconds: number): Date => new Date(1_000_000 + seconds * 1000)
const usage = (promptTokens: number, cachedTokens: number | null) => ({
  promptTokens,
  completionTokens: 60,
  cachedTokens,
  reasoningTokens: null,
  estimated: [],
})

test('a minute is counted, and what is older forgotten', () => {
  const traffic = new Traffic()
  traffic.completed(at(0), usage(100, 50))
  traffic.completed(at(30), usage(300, 300))
  traffic.failed(at(30))
  expect(traffic.report(at(31))).toEqual({
    completed: 2,
    failed: 1,
    tokensPerSecond: 2,
    cachedShare: 0.875,
  })
  expect(traffic.report(at(80))).toMatchObject({ completed: 1, failed: 1, cachedShare: 1 })
  expect(traffic.report(at(200))).toMatchObject({ completed: 0, cachedShare: null })
})

test('a server that does not tell what it had cached has no share, not zero', () => {
  const traffic = new Traffic()
  traffic.completed(at(0), usage(100, null))
  expect(traffic.report(at(1)).cachedShare).toBeNull()
})
