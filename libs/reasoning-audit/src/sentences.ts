import { eachMatch } from '@assize/kernel'
import { unitsOf } from './code-units.js'

export interface Sentence {
  readonly text: string
  readonly start: number
  readonly end: number
}

/**
 * Sentences and lines of a text in order, without their surrounding white space. A sentence ends with signs that end
 * one, marks that close behind them, and a blank; looked for sign by sign, since every trace is cut so.
 */
export function listSentences(text: string): Sentence[] {
  const sentences: Sentence[] = []
  const units = unitsOf(text)
  let from = 0
  const push = (to: number) => {
    let [start, end] = [from, to]
    while (start < end && isBlank(units[start] as number)) start += 1
    while (end > start && isBlank(units[end - 1] as number)) end -= 1
    if (end > start) sentences.push({ text: text.slice(start, end), start, end })
    from = to
  }
  for (let at = 0; at < text.length; at += 1) {
    const code = units[at] as number
    if (code > lastEnd && code !== elision) continue
    if (code === lineFeed) push(at + 1)
    else if (isEnd(code)) {
      // Behind the text stands a blank, which ends nothing and closes nothing.
      while (isEnd(units[at + 1] as number)) at += 1
      while (isClosing(units[at + 1] as number)) at += 1
      if (at + 1 < text.length && isBlank(units[at + 1] as number)) push(at + 1)
    }
  }
  push(text.length)
  return sentences
}

const lineFeed = 10
const codesOf = (signs: string): ReadonlySet<number> =>
  new Set(Array.from(signs, (sign) => sign.charCodeAt(0)))

const elision = 0x2026
/** The greatest of the line feed, full stop, exclamation and question mark. */
const lastEnd = 63
const isEnd = (code: number): boolean =>
  code === 46 || code === 33 || code === lastEnd || code === elision
const closing = codesOf(`"'”’)]*`)
const isClosing = (code: number): boolean => closing.has(code)

const otherBlanks = codesOf('\u1680\u2028\u2029\u202f\u205f\u3000\ufeff')
/** What a pattern takes for white space. */
export const isBlank = (code: number): boolean =>
  code === 32 ||
  (code >= 9 && code <= 13) ||
  (code >= 0xa0 && (code === 0xa0 || (code >= 0x2000 && code <= 0x200a) || otherBlanks.has(code)))

const stop = /(?<!\b(?:e\.g|i\.e|etc|vs|cf|No|Sec|Art|p))[.!?…]["'”’)\]]*\s|\n/g

/** What stands in the same sentence before a place, at most `reach` characters; a colon reaches over line ends. */
export function leadIn(text: string, start: number, reach = 140): string {
  const before = text.slice(Math.max(0, start - reach), start)
  const open = before.replace(/[\s>*_]+$/, '')
  const joined = open.endsWith(':') ? `${open} ` : before
  const last = [...eachMatch(joined, stop)].at(-1)
  return last ? joined.slice(last.index + last[0].length) : joined
}

/** What stands in the same sentence after a place, and the next sentence too if it is short. */
export function leadOut(text: string, end: number, reach = 90): string {
  const after = text.slice(end, end + reach)
  const blank = /\n\s*\n/.exec(after)
  return blank ? after.slice(0, blank.index) : after
}
