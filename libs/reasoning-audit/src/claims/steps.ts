import type { Place } from '../passages.js'

const longestStep = 420
const sentenceEnd = /[.!?]["”')\]]?\s+(?=[\p{Lu}\d"“('[])/gu

/** A trace in steps, in order: its paragraphs, and long ones broken between sentences. */
export const listSteps = (trace: string): Place[] =>
  paragraphs(trace).flatMap((paragraph) => broken(trace, paragraph))

function paragraphs(trace: string): Place[] {
  const places: Place[] = []
  const blank = /\r?\n[^\S\n]*\r?\n/g
  let from = 0
  const push = (to: number) => {
    const raw = trace.slice(from, to)
    const text = raw.trim()
    const start = from + raw.indexOf(text)
    if (text !== '') places.push({ start, end: start + text.length })
  }
  for (const match of trace.matchAll(blank)) {
    push(match.index)
    from = match.index + match[0].length
  }
  push(trace.length)
  return places
}

function broken(trace: string, paragraph: Place): Place[] {
  const text = trace.slice(paragraph.start, paragraph.end)
  if (text.length <= longestStep) return [paragraph]
  const places: Place[] = []
  let start = 0
  for (const match of text.matchAll(sentenceEnd)) {
    const end = match.index + match[0].trimEnd().length
    if (end - start < longestStep / 2) continue
    places.push({ start: paragraph.start + start, end: paragraph.start + end })
    start = match.index + match[0].length
  }
  if (start < text.length) places.push({ start: paragraph.start + start, end: paragraph.end })
  return places
}
