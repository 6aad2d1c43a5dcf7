import { eachMatch } from '@assize/kernel'
import { unitsOf } from './code-units.js'
import { isBlank } from './sentences.js'

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
  '`': '`',
  '「': '」',
  '『': '』',
  '„': '“',
  '»': '«',
}
const longest = 700
const most = 2000

/** Quotations in order of their start; an inner one is listed beside the outer one. */
export function listQuotations(text: string): Quotation[] {
  const found: Quotation[] = []
  const units = unitsOf(text)
  for (let at = 0; at < text.length && found.length < most; at += 1) {
    if (!isMark(units[at] as number) || !opens(units, at)) continue
    const mark = text.charAt(at)
    const start = at + 1
    const end = endOfQuotation(text, start, mark)
    if (end !== undefined && end - start > 1)
      found.push({ text: text.slice(start, end), start, end })
  }
  const blocks = listBlocks(text)
  return blocks.length === 0
    ? found
    : [...found, ...blocks].sort((one, other) => one.start - other.start)
}

/** `"`, `'`, the backtick, and opening marks of other kinds. */
const isMark = (code: number): boolean =>
  code === 34 ||
  code === 39 ||
  code === 96 ||
  (code > 126 &&
    (code === 0xab ||
      code === 0xbb ||
      code === 0x201c ||
      code === 0x2018 ||
      code === 0x201e ||
      code === 0x300c ||
      code === 0x300e))

const block = /(?<=^|\n)[ \t]*>[ \t]*(?=[^\s>])[^\n]*(?:\n[ \t]*>[^\n]*)*/g

/** Lines marked by `>`; the words that introduce them stand in the line before. */
function listBlocks(text: string): Quotation[] {
  const found: Quotation[] = []
  if (!text.includes('>')) return found
  for (const match of eachMatch(text, block)) {
    if (found.length === most) break
    const start = match.index + match[0].search(/[^\s>]/)
    const end = Math.min(match.index + match[0].trimEnd().length, start + longest)
    found.push({ text: text.slice(start, end), start, end })
  }
  return found
}

/** Behind the units stands a blank. */
function opens(units: Uint16Array, at: number): boolean {
  const mark = units[at] as number
  if (mark === 0x201e || mark === 0x300c || mark === 0x300e) return true
  const before = at > 0 ? (units[at - 1] as number) : 32
  const after = units[at + 1] as number
  // Some languages close with what others open with.
  const closes =
    !isBlank(before) && !introducing.has(before) && (isBlank(after) || neverFirst.has(after))
  if (mark === 0x201c || mark === 0xab) return !closes
  return (isBlank(before) || introducing.has(before)) && !isBlank(after) && !neverFirst.has(after)
}

const codesOf = (signs: string): ReadonlySet<number> =>
  new Set(Array.from(signs, (sign) => sign.charCodeAt(0)))
const introducing = codesOf('([{:;,—–/=>-')
const neverFirst = codesOf('.,;:!?)]}')

/** The first closing mark that no word follows; a blank line ends the search. */
function endOfQuotation(text: string, start: number, mark: string): number | undefined {
  const closer = closers[mark] ?? mark
  const reach = text.slice(start, start + longest)
  const blank = reach.includes('\n') ? reach.search(/\n[ \t\r]*\n/) : -1
  const window = blank < 0 ? reach : reach.slice(0, blank)
  for (let at = window.indexOf(closer); at >= 0; at = window.indexOf(closer, at + 1)) {
    const end = start + at
    if (closer === '”' || closer === '»' || closer === '」' || closer === '』') return end
    const afterSpace = /\s/.test(text[end - 1] ?? '')
    const beforeWord = /[\p{L}\p{N}]/u.test(text[end + 1] ?? ' ')
    if (afterSpace && (beforeWord ? mark === '"' : mark !== '"')) return undefined
    if (!beforeWord) return end
  }
  return undefined
}
