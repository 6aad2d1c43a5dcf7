import type { PolicyParts } from '@assize/policy'
import { isAsserted } from './asserted-rules.js'

/** A number of an item that stands alone (`met under 2.g`), at UTF-16 offsets. */
export interface CitedNumber {
  readonly label: string
  readonly start: number
  readonly end: number
}

const shapes = {
  lettered: /(?<![\p{L}\p{N}.§$€£:/-])\d{1,2}(?:\.\d{1,2})?\.[a-z](?![\p{L}\p{N}%]|\.\p{L})/gu,
  dotted:
    /(?<![\p{L}\p{N}.§$€£:/-])\d{1,2}\.\d{1,2}(?![\p{L}\p{N}%]|\.\d| ?(?:%|percent|stars?|million|billion|k?m\b|k?g\b))/gu,
  coded: /(?<![\p{L}\p{N}_-])[A-Z]{1,6}-[A-Z](?![\p{L}\p{N}_-])/gu,
} as const
const isOf = {
  lettered: (name: string) => /\.[a-z]$/.test(name),
  dotted: (name: string) => /^\d+\.\d+$/.test(name),
  coded: (name: string) => /^[A-Z]+-[A-Z]$/.test(name),
} as const
const reach = 90

/**
 * Numbers in the shape of the policy's items, of which it has two or more, that a text goes by although no item has
 * them. A number by itself may be anything, so only what is said of a rule tells that it is one.
 */
export function listUndefinedNumbers(text: string, { labels }: PolicyParts): CitedNumber[] {
  const found: CitedNumber[] = []
  for (const shape of ['lettered', 'dotted', 'coded'] as const) {
    const own = [...labels].filter(isOf[shape])
    if (own.length < 2) continue
    for (const match of text.matchAll(shapes[shape])) {
      const [label] = match
      const [start, end] = [match.index, match.index + label.length]
      if (labels.has(label) || own.some((each) => each.startsWith(`${label}.`))) continue
      if (shape === 'coded' && !own.some((each) => each.slice(0, -1) === label.slice(0, -1)))
        continue
      const before = text.slice(Math.max(0, start - reach), start)
      const opening = /[^.!?\n]*$/.exec(before)?.[0] ?? before
      const closing = /^[^.!?\n]*/.exec(text.slice(end, end + reach))?.[0] ?? ''
      if (isAsserted(opening, closing)) found.push({ label, start, end })
    }
  }
  return found
}
