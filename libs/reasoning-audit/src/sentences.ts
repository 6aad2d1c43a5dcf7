import { eachMatch } from '@assize/kernel'

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
  for (const match of eachMatch(text, boundary)) push(match.index + match[0].length)
  push(text.length)
  return sentences
}

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
