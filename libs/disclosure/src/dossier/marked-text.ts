import { markup, join, type Html } from './html.js'

/** A numbered place in a text, half open, in UTF-16 code units. */
export interface Mark {
  readonly number: number
  readonly start: number
  readonly end: number
}

interface Segment {
  readonly text: string
  readonly under: readonly Mark[]
  /** Marks whose last words these are: their number stands behind them. */
  readonly closing: readonly Mark[]
}

/** The text cut at every edge of a mark, so that marks may overlap. Places beyond the text are drawn in. */
export function segmentsOf(text: string, marks: readonly Mark[]): Segment[] {
  const inside = marks
    .map((mark) => ({
      number: mark.number,
      start: Math.min(Math.max(0, mark.start), text.length),
      end: Math.min(Math.max(0, mark.end), text.length),
    }))
    .filter(({ start, end }) => end > start)
  const edges = [...new Set([0, text.length, ...inside.flatMap(({ start, end }) => [start, end])])]
  edges.sort((a, b) => a - b)
  return edges.slice(0, -1).map((from, index) => {
    const to = edges[index + 1] ?? from
    const under = inside.filter(({ start, end }) => start <= from && end >= to)
    return { text: text.slice(from, to), under, closing: under.filter(({ end }) => end === to) }
  })
}

/** The words with their marks: what is marked is underlined, its number stands right behind it. */
export const markedText = (text: string, marks: readonly Mark[]): Html =>
  join(
    segmentsOf(text, marks).map(({ text: words, under, closing }) =>
      under.length === 0
        ? markup`${words}`
        : markup`<mark>${words}</mark>${closing.map(({ number }) => markup`<sup>${number}</sup>`)}`,
    ),
  )
