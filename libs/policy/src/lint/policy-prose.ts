import type { PolicySection } from './policy-sections.js'
import type { TextLine } from './text-lines.js'

/** Longer than this, a quotation is more likely two stray marks. */
const longestQuotation = 300
const quotation = new RegExp(
  ['"[^"]', '“[^“”]', '«[^«»]', '`[^`]', String.raw`(?<![\p{L}\p{N}])'[^']`]
    .map((open) => `${open}{1,${longestQuotation}}${open.charAt(open.length - 2)}`)
    .join('|'),
  'gu',
)

/** What a policy says in its own voice: examples and quotations become blanks, every offset stays. */
export function proseOf(
  lines: readonly TextLine[],
  text: string,
  sections: readonly PolicySection[],
): string {
  const blanked = new Set<number>()
  for (const { kind, heading, to } of sections)
    if (kind === 'examples') for (let at = heading; at < to; at++) blanked.add(at)
  let prose = ''
  lines.forEach((line, index) => {
    const words = blanked.has(index)
      ? ' '.repeat(line.text.length)
      : line.text.replace(quotation, (quoted) => ' '.repeat(quoted.length))
    prose += words + text.slice(line.end, lines[index + 1]?.start ?? text.length)
  })
  return prose
}
