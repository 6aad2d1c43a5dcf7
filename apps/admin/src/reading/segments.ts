export interface Place {
  readonly start: number
  readonly end: number
}

export interface Segment<M> extends Place {
  readonly text: string
  /** Marks that cover this segment, in the order given. */
  readonly marks: readonly M[]
  /** Marks whose last character is the last of this segment. */
  readonly ending: readonly M[]
}

/**
 * Cuts a text at every border of a mark. The segments joined give the text back, and each is
 * covered by the same marks throughout, however the marks overlap. Offsets are UTF-16 code units.
 */
export function segments<M extends Place>(text: string, marks: readonly M[]): Segment<M>[] {
  const inside = marks
    .map((mark) => ({ mark, ...clamped(mark, text.length) }))
    .filter(({ start, end }) => start < end)
  const cuts = new Set([0, text.length])
  for (const { start, end } of inside) cuts.add(start).add(end)
  const borders = [...cuts].sort((a, b) => a - b)
  return borders.slice(1).map((end, i) => {
    const start = borders[i] ?? 0
    return {
      start,
      end,
      text: text.slice(start, end),
      marks: inside.filter((m) => m.start <= start && end <= m.end).map((m) => m.mark),
      ending: inside.filter((m) => m.end === end).map((m) => m.mark),
    }
  })
}

function clamped({ start, end }: Place, length: number): Place {
  return { start: Math.max(0, Math.min(start, length)), end: Math.max(0, Math.min(end, length)) }
}

/** Marks seen from a part of the text, as if that part began at nought. */
export function within<M extends Place>(marks: readonly M[], part: Place): M[] {
  return marks
    .filter((mark) => mark.start < part.end && part.start < mark.end)
    .map((mark) => ({ ...mark, start: mark.start - part.start, end: mark.end - part.start }))
}
