import type { LintedFile, Place, Span } from './lint-remark.js'

export interface TextLine extends Span {
  readonly text: string
}

/** Lines without their ends, which are a line feed, a carriage return or both. */
export function textLines(text: string): TextLine[] {
  const lines: TextLine[] = []
  let start = 0
  for (const { index, 0: feed } of text.matchAll(/\r\n|\r|\n/g)) {
    lines.push({ start, end: index, text: text.slice(start, index) })
    start = index + feed.length
  }
  lines.push({ start, end: text.length, text: text.slice(start) })
  return lines
}

/** The index of the line that holds `offset`. */
export function lineAt(lines: readonly TextLine[], offset: number): number {
  let low = 0
  let high = lines.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((lines[middle]?.start ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return low
}

export function toPlace(file: LintedFile, lines: readonly TextLine[], { start, end }: Span): Place {
  const first = lineAt(lines, start)
  const last = lineAt(lines, end)
  return {
    ...{ file, start, end },
    line: first + 1,
    column: start - (lines[first]?.start ?? 0) + 1,
    endLine: last + 1,
    endColumn: end - (lines[last]?.start ?? 0) + 1,
  }
}

const shownOfLine = 120

/** Where a remark on a whole file stands: its first line that says something. */
export function firstWords(lines: readonly TextLine[]): Span {
  const line = lines.find(({ text }) => text.trim() !== '')
  return line ? trimmed(line) : { start: 0, end: 0 }
}

/** A line without the white space around it, its first part if it is long. */
export function trimmed({ start, text }: TextLine): Span {
  const words = text.trim()
  const begin = start + (text.length - text.trimStart().length)
  return { start: begin, end: begin + wholeCharacters(words, shownOfLine) }
}

/** At most `most` units of a text, without cutting a character in two. */
function wholeCharacters(text: string, most: number): number {
  if (text.length <= most) return text.length
  const last = text.charCodeAt(most - 1)
  return last >= 0xd800 && last < 0xdc00 ? most - 1 : most
}
