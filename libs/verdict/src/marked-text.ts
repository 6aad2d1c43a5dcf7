/** A piece of text that was searched: words that were sought, or what stands around them. */
export interface TextSegment {
  readonly text: string
  readonly hit: boolean
}

/** Private characters the database marks what it found with; text of people is freed of them first. */
export const markBegin = '\uE000'
export const markEnd = '\uE001'

/** Text with marks as segments in order, so that nobody has to render it as anything but text. */
export function toSegments(marked: string): readonly TextSegment[] {
  const segments: TextSegment[] = []
  const put = (text: string, hit: boolean): void => {
    const plain = text.replaceAll(markEnd, '')
    if (plain !== '') segments.push({ text: plain, hit })
  }
  const [first = '', ...rest] = marked.split(markBegin)
  put(first, false)
  for (const piece of rest) {
    const end = piece.indexOf(markEnd)
    put(end < 0 ? piece : piece.slice(0, end), true)
    if (end >= 0) put(piece.slice(end + 1), false)
  }
  return segments
}
