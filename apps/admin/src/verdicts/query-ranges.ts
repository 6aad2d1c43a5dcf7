import type { VerdictFilter } from '../api/schema-words.js'

type Bound = 'AtLeast' | 'AtMost'
export type Ranged = 'risk' | 'costMicros' | 'latencyMs'
export type Filled = { -readonly [K in keyof VerdictFilter]: VerdictFilter[K] }

const examples: Record<Ranged, string> = {
  risk: 'risk is written >0.7, <0.2 or 0.2..0.7',
  costMicros: 'cost is written >500, <100 or 100..500, in millionths',
  latencyMs: 'latency is written >900, <200 or 200..900, in milliseconds',
}

const number = String.raw`(\d*\.?\d+)`
const range = new RegExp(`^${number}\\.\\.${number}$`)
const bound = new RegExp(`^(>=?|<=?)${number}$`)

/** `>0.7`, `<0.2`, `0.2..0.7` as bounds of a figure; what is wrong otherwise. */
export function readRange(of: Ranged, values: readonly string[], filter: Filled): string | null {
  const set = (which: Bound, value: string | undefined) =>
    Object.assign(filter, { [`${of}${which}`]: Number(value) })
  for (const value of values) {
    const both = range.exec(value)
    const one = bound.exec(value)
    if (both) {
      set('AtLeast', both[1])
      set('AtMost', both[2])
    } else if (one) set(one[1]?.startsWith('>') ? 'AtLeast' : 'AtMost', one[2])
    else return examples[of]
  }
  return null
}
