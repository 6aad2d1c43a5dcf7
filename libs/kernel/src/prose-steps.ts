const longestStep = 420
const sentenceEnd = /[.!?]["”')\]]?\s+(?=[\p{Lu}\d"“('[])/gu

interface Place {
  readonly start: number
  readonly end: number
}

/** What was thought in prose, in steps: its paragraphs, and long ones broken between sentences. Offsets in UTF-16 units. */
export const listSteps = (prose: string): Place[] =>
  paragraphs(prose).flatMap((paragraph) => broken(prose, paragraph))

function paragraphs(prose: string): Place[] {
  const places: Place[] = []
  const blank = /\r?\n[^\S\n]*\r?\n/g
  let from = 0
  const push = (to: number) => {
    const raw = prose.slice(from, to)
    const text = raw.trim()
    const start = from + raw.indexOf(text)
    if (text !== '') places.push({ start, end: start + text.length })
  }
  for (const match of prose.matchAll(blank)) {
    push(match.index)
    from = match.index + match[0].length
  }
  push(prose.length)
  return places
}

function broken(prose: string, paragraph: Place): Place[] {
  const text = prose.slice(paragraph.start, paragraph.end)
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
