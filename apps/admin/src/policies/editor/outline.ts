export interface OutlineEntry {
  readonly kind: 'heading' | 'rule'
  readonly words: string
  /** 1 is the highest; a rule stands below the heading before it. */
  readonly depth: number
  readonly start: number
  readonly line: number
}

const rule =
  /^[\s\-*•>#|]{0,12}([A-Z]{1,8}[-._]?\d{1,3}(?:\.\d{1,3}){0,3}\.?[a-z]?)(?![\p{L}\p{N}])\s*([^:.]{0,60})/u
const capitals = /^[\p{Lu}\d][\p{Lu}\d &/,()'-]{3,60}:?\s*$/u

/** Headings and rules of a policy's text, in order. */
export function outline(text: string): OutlineEntry[] {
  const entries: OutlineEntry[] = []
  let start = 0
  let depth = 0
  text.split('\n').forEach((line, index) => {
    const short = line.slice(0, 200)
    const hashes = /^\s{0,3}(#{1,6})\s+(\S.*)$/.exec(short)
    const stated = rule.exec(short)
    const at = { start, line: index + 1 }
    start += line.length + 1
    if (stated) {
      const [, code = '', title = ''] = stated
      entries.push({
        ...at,
        kind: 'rule',
        words: `${code} ${title.trim()}`.trim(),
        depth: depth + 1,
      })
    } else if (hashes) {
      depth = hashes[1]?.length ?? 1
      entries.push({ ...at, kind: 'heading', words: (hashes[2] ?? '').trim(), depth })
    } else if (capitals.test(short)) {
      depth = Math.max(depth, 1)
      entries.push({ ...at, kind: 'heading', words: short.trim().replace(/:$/, ''), depth })
    }
  })
  return entries
}
