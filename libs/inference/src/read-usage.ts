import type { EstimatedCount, Usage } from './completion.js'

interface Missing {
  readonly promptTokens: () => Promise<number>
  readonly completionTokens: () => Promise<number>
}

/** Token counts from a reply's `usage`; those it lacks are counted by `missing` and named as estimated. */
export async function readUsage(usage: unknown, missing: Missing): Promise<Usage> {
  const prompt = countAt(usage, 'prompt_tokens')
  const completion = countAt(usage, 'completion_tokens')
  const estimated: EstimatedCount[] = []
  if (prompt === null) estimated.push('promptTokens')
  if (completion === null) estimated.push('completionTokens')
  return {
    promptTokens: prompt ?? (await missing.promptTokens()),
    completionTokens: completion ?? (await missing.completionTokens()),
    cachedTokens: countAt(usage, 'prompt_tokens_details', 'cached_tokens'),
    reasoningTokens: countAt(usage, 'completion_tokens_details', 'reasoning_tokens'),
    estimated,
  }
}

/** A count of zero prompt tokens is a server that does not count. */
function countAt(value: unknown, ...path: readonly string[]): number | null {
  const found = path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined),
    value,
  )
  if (typeof found !== 'number' || !Number.isInteger(found) || found < 0) return null
  return found === 0 && path[0] === 'prompt_tokens' && path.length === 1 ? null : found
}
