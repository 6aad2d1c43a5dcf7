import type { Place } from './segments.js'

export interface TraceStep extends Place {
  readonly number: number
  readonly text: string
}

const longestStep = 420
const sentenceEnd = /[.!?]["”')\]]?\s+(?=[\p{Lu}\d"“('[])/gu

/**
 * A trace in numbered steps: its paragraphs, and long paragraphs broken between sentences.
 * Steps keep their offsets in the trace, so that spans still point at the right words.
 */
export function traceSteps(trace: string): TraceStep[] {
  return paragraphs(trace)
    .flatMap((paragraph) => broken(trace, paragraph))
    .map((place, i) => ({ ...place, number: i + 1, text: trace.slice(place.start, place.end) }))
}

function paragraphs(trace: string): Place[] {
  const places: Place[] = []
  for (const match of trace.matchAll(/\S(?:[^\n]|\n(?!\s*\n))*/g)) {
    const text = match[0].trimEnd()
    places.push({ start: match.index, end: match.index + text.length })
  }
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
