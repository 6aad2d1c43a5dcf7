/** A quoted stretch of a trace; the offsets are of the text inside the marks. */
export interface Quotation {
  readonly text: string
  readonly start: number
  readonly end: number
}

const closers: Readonly<Record<string, string>> = {
  '"': '"',
  '“': '”',
  '«': '»',
  '‘': '’',
  "'": "'",
}
const longest = 700

/** Quotations in order of their start; an inner one is listed beside the outer one. */
export function listQuotations(text: string): Quotation[] {
  const found: Quotation[] = []
  for (const match of text.matchAll(/["“«‘']/g)) {
    const mark = match[0]
    const start = match.index + 1
    if (!opens(text, match.index, mark)) continue
    const end = endOfQuotation(text, start, mark)
    if (end !== undefined && end - start > 1)
      found.push({ text: text.slice(start, end), start, end })
  }
  return found
}

function opens(text: string, at: number, mark: string): boolean {
  const before = text[at - 1] ?? ' '
  const after = text[at + 1] ?? ' '
  if (mark === '“' || mark === '«') return true
  return /[\s([{:;,—–/=>-]/.test(before) && !/[\s.,;:!?)\]}]/.test(after)
}

/** The first closing mark that no word follows; a blank line ends the search. */
function endOfQuotation(text: string, start: number, mark: string): number | undefined {
  const closer = closers[mark] ?? mark
  const limit = Math.min(text.length, start + longest)
  for (let i = start; i < limit; i += 1) {
    const char = text[i]
    if (char === '\n' && text[i + 1] === '\n') return undefined
    if (char !== closer) continue
    if (closer === '”' || closer === '»') return i
    const next = text[i + 1] ?? ' '
    if (/[\p{L}\p{N}]/u.test(next)) {
      if (mark === '"' && /\s/.test(text[i - 1] ?? '')) return undefined
      continue
    }
    if (mark !== '"' && /\s/.test(text[i - 1] ?? '')) return undefined
    return i
  }
  return undefined
}
