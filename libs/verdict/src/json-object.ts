import type { OutputSpan } from './outcome-reading.js'

export interface FoundObject extends OutputSpan {
  readonly value: Readonly<Record<string, unknown>>
}

/** The first balanced JSON object in a text; no repair of broken JSON is tried. */
export function findJsonObject(text: string): FoundObject | undefined {
  for (let start = text.indexOf('{'); start >= 0; start = text.indexOf('{', start + 1)) {
    const end = endOfObject(text, start)
    if (end === undefined) continue
    try {
      const value: unknown = JSON.parse(text.slice(start, end))
      if (typeof value === 'object' && value !== null)
        return { value: value as Record<string, unknown>, start, end }
    } catch {
      continue
    }
  }
  return undefined
}

function endOfObject(text: string, start: number): number | undefined {
  let depth = 0
  let quoted = false
  for (let i = start; i < text.length; i += 1) {
    const char = text[i]
    if (quoted) {
      if (char === '\\') i += 1
      else if (char === '"') quoted = false
    } else if (char === '"') quoted = true
    else if (char === '{') depth += 1
    else if (char === '}' && (depth -= 1) === 0) return i + 1
  }
  return undefined
}
