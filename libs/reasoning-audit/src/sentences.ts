export interface Sentence {
  readonly text: string
  readonly start: number
  readonly end: number
}

const boundary = /[.!?…]+["'”’)\]*]*(?=\s)|\n+/g

/** Sentences and lines of a text in order, without their surrounding white space. */
export function listSentences(text: string): Sentence[] {
  const sentences: Sentence[] = []
  let from = 0
  const push = (to: number) => {
    const raw = text.slice(from, to)
    const body = raw.trim()
    if (body !== '') {
      const start = from + raw.indexOf(body)
      sentences.push({ text: body, start, end: start + body.length })
    }
    from = to
  }
  for (const match of text.matchAll(boundary)) push(match.index + match[0].length)
  push(text.length)
  return sentences
}

/** What stands in the same sentence before a place, at most `reach` characters. */
export function leadIn(text: string, start: number, reach = 140): string {
  const before = text.slice(Math.max(0, start - reach), start)
  const ends = [...before.matchAll(/[.!?…]["'”’)\]]*\s|\n/g)]
  const last = ends.at(-1)
  return last ? before.slice(last.index + last[0].length) : before
}

/** What stands in the same sentence after a place, and the next sentence too if it is short. */
export function leadOut(text: string, end: number, reach = 90): string {
  const after = text.slice(end, end + reach)
  const stop = /\n\s*\n/.exec(after)
  return stop ? after.slice(0, stop.index) : after
}
