import { listCodeMentions } from '../rule-codes.js'

const longest = 80

/** What a text calls its rules: the words after a code at the head of a line, up to the first full stop or colon. */
export function readRuleTitles(text: string): ReadonlyMap<string, string> {
  const titles = new Map<string, string>()
  for (const line of text.split('\n')) {
    const head = /^[\s>#*\-•\d.)([|]*/.exec(line)?.[0] ?? ''
    const [first] = listCodeMentions(line.slice(0, head.length + 40))
    if (!first || first.start > head.length + 3) continue
    const title = titleIn(line.slice(first.end))
    if (title !== '' && !titles.has(first.code)) titles.set(first.code, title)
  }
  return titles
}

function titleIn(rest: string): string {
  const words = rest
    .replace(/^[\s)\]|:.*—–-]+/, '')
    .replace(/[*_`#|]+/g, '')
    .trim()
  const [first = ''] = words.split(/[:.;](?:\s|$)|\s[—–-]\s/)
  const title = first.replace(/\s*\([^)]*\)\s*$/, '').trim()
  return title.length <= longest ? title : `${title.slice(0, longest - 1).trimEnd()}…`
}
