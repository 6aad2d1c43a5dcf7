import type { Outcome } from './output-contract.js'

/** A line of a policy with what the headings above it say of all that stands below them. */
export interface HeadedLine {
  readonly line: string
  readonly isHeading: boolean
  readonly outcome: Outcome | undefined
}

const marked = /^[^\S\n]*(#{1,6})[^\S\n]+(\S.*)$/
const bold = /^[^\S\n]*\*\*([^*]{2,80})\*\*:?[^\S\n]*$/
const numbered =
  /^[^\S\n]*(?:\*\*)?(?:(?:section|article|chapter|part|appendix|annex)\s+[\dA-HIVX]{1,4}|[IVX]{1,5}(?=[.)]))[.:)–—-]?\s*\(?([^.:;]{0,80})/i
const capitals = /^[^\S\n]*(\p{Lu}[\p{Lu}\d &,/()'’-]{2,60}):?[^\S\n]*$/u
const introducing = /^[^\S\n]*([^\n|*#]{3,70}):[^\S\n]*$/

/** Depth of a heading, marks first; one without marks stands below those with. */
function readHeading(line: string): { depth: number; words: string } | undefined {
  const hashes = marked.exec(line)
  if (hashes) return { depth: hashes[1]?.length ?? 1, words: hashes[2] ?? '' }
  const words = (capitals.exec(line) ?? bold.exec(line) ?? numbered.exec(line))?.[1]
  if (words !== undefined) return { depth: 7, words }
  const introduced = introducing.exec(line)?.[1]
  return introduced === undefined ? undefined : { depth: 8, words: introduced }
}

/** `meaning` may know more of a heading's words than what is common to all policies. */
export function* listHeadedLines(
  text: string,
  meaning: (words: string) => Outcome | undefined = () => undefined,
): Iterable<HeadedLine> {
  const open: { readonly depth: number; readonly outcome: Outcome | undefined }[] = []
  for (const line of text.split('\n')) {
    const heading = readHeading(line)
    if (heading) {
      while ((open.at(-1)?.depth ?? 0) >= heading.depth) open.pop()
      const own = meaning(heading.words) ?? meaningOfHeading(heading.words)
      open.push({ depth: heading.depth, outcome: own === 'unsettled' ? undefined : own })
    }
    yield {
      line,
      isHeading: heading !== undefined,
      outcome: open.findLast((each) => each.outcome !== undefined)?.outcome,
    }
  }
}

const against =
  /\b(?:violations?|violat(?:es|ing|ive)|prohibited|prohibitions?|forbidden|disallowed|banned|unacceptable|not (?:be )?(?:allowed|permitted|acceptable|tolerated)|unsafe|infringements?|what (?:we|you) (?:remove|block|may not|must not|cannot)|never (?:allowed|acceptable))\b/i
const within =
  /\b(?:allowed|permitted|acceptable|exemptions?|exempt(?:ed)?|exceptions?|safe|harmless|(?:does|do) not (?:violate|break|apply)|non-violating|not (?:a )?violations?|no violations?|not prohibited)\b/i

/** A heading that speaks of both sides settles nothing. */
function meaningOfHeading(words: string): Outcome | 'unsettled' | undefined {
  const isWithin = within.test(
    words.replace(/\bnot (?:be )?(?:allowed|permitted|acceptable)\b/gi, ' '),
  )
  const isAgainst = against.test(
    words.replace(
      /\b(?:(?:does|do) not (?:violate|break)s?|non-violating|not (?:a )?violations?|no violations?|not prohibited)\b/gi,
      ' ',
    ),
  )
  if (isWithin && isAgainst) return 'unsettled'
  return isWithin ? 'allowed' : isAgainst ? 'violates' : undefined
}
