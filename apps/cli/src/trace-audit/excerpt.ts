import type { Mark } from '@assize/disclosure'

/** Words that are shown, with the marks that lie in them, and how many were left out before them. */
export interface Passage {
  readonly leftOut: number
  readonly text: string
  readonly marks: readonly Mark[]
}

export interface Excerpt {
  readonly passages: readonly Passage[]
  /** Left out behind the last of them. */
  readonly leftOut: number
}

interface Range {
  readonly start: number
  readonly end: number
}

/** What of a marked place is shown at most, and how many characters on either side of it. */
const mostOfAMark = 2_000
const around = 300

/**
 * At most `most` characters of a text: what is marked with what stands around it, as far as that goes, and its
 * beginning with the rest. A text that is short enough is one passage.
 */
export function excerptOf(text: string, marks: readonly Mark[], most: number): Excerpt {
  if (text.length <= most) return { passages: [{ leftOut: 0, text, marks }], leftOut: 0 }
  let shown: readonly Range[] = []
  for (const { start, end } of marks.toSorted((a, b) => a.number - b.number)) {
    const wanted = {
      start: Math.max(0, start - around),
      end: Math.min(text.length, Math.min(end, start + mostOfAMark) + around),
    }
    const more = joined([...shown, wanted])
    if (sizeOf(more) <= most) shown = more
  }
  const beginning = { start: 0, end: most - sizeOf(shown) }
  const ranges = joined([...shown, beginning]).map((range) => whole(text, range))
  let at = 0
  const passages = ranges.map(({ start, end }) => {
    const leftOut = start - at
    at = end
    return { leftOut, text: text.slice(start, end), marks: within(marks, { start, end }) }
  })
  return { passages, leftOut: text.length - at }
}

/** How much of each of several texts is shown where all of them together have `most`: short ones whole, long ones alike. */
export function allotted(lengths: readonly number[], most: number): readonly number[] {
  const given = new Array<number>(lengths.length).fill(0)
  let left = most
  lengths
    .map((length, index) => ({ length, index }))
    .sort((a, b) => a.length - b.length)
    .forEach(({ length, index }, served) => {
      const share = Math.min(length, Math.floor(left / (lengths.length - served)))
      given[index] = share
      left -= share
    })
  return given
}

function joined(ranges: readonly Range[]): readonly Range[] {
  const merged: Range[] = []
  for (const range of ranges.toSorted((a, b) => a.start - b.start)) {
    const last = merged.at(-1)
    if (last && range.start <= last.end)
      merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, range.end) }
    else if (range.end > range.start) merged.push(range)
  }
  return merged
}

const sizeOf = (ranges: readonly Range[]): number =>
  ranges.reduce((sum, { start, end }) => sum + end - start, 0)

/** No character of two units is cut in half. */
const whole = (text: string, { start, end }: Range): Range => ({
  start: isSecondHalf(text, start) ? start + 1 : start,
  end: isSecondHalf(text, end) ? end - 1 : end,
})

const isSecondHalf = (text: string, at: number): boolean =>
  at > 0 &&
  (text.charCodeAt(at) & 0xfc00) === 0xdc00 &&
  (text.charCodeAt(at - 1) & 0xfc00) === 0xd800

const within = (marks: readonly Mark[], { start, end }: Range): readonly Mark[] =>
  marks
    .filter((mark) => mark.start < end && mark.end > start)
    .map((mark) => ({
      number: mark.number,
      start: Math.max(mark.start, start) - start,
      end: Math.min(mark.end, end) - start,
    }))
