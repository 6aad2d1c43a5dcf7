export const sectionKinds = [
  'instructions',
  'definitions',
  'violates',
  'safe',
  'criteria',
  'examples',
  'output',
] as const
export type SectionKind = (typeof sectionKinds)[number]

/** On which side of the policy something stands. */
export type Side = 'violates' | 'allowed'

export interface Heading {
  /** What it announces; nothing for a heading of other words. */
  readonly kind: SectionKind | null
  readonly side: Side | null
  /** 1 is the highest; 7 is a line in bold, in capitals or in a tag, 8 one that only ends in a colon. */
  readonly rank: number
}

const longest = 80
const numbering =
  /^(?:(?:section|part|step)\s+)?(?:\(?(?:\d{1,2}(?:\.\d{1,2})*|[ivx]{1,4}|[a-h])[.):]\s?)/i

/** The heading that a line is, the next line being perhaps its underline. */
export function readHeading(line: string, next = ''): Heading | null {
  if (line.length > 2 * longest) return null
  const text = line.trim()
  const styled = text.length > 0 && text.length <= longest ? styleOf(text, next) : null
  if (!styled) return null
  const words = styled.words.replace(numbering, '').toLowerCase().replaceAll('’', "'").trim()
  const kind = kindOf(words)
  if (single.test(words)) return null
  const isWeak = styled.rank === 8
  if (isWeak && (kind === null || words.split(/\s+/).length > 5)) return null
  return { kind, side: sideOf(words), rank: styled.rank }
}

interface Styled {
  readonly words: string
  readonly rank: number
}

function styleOf(text: string, next: string): Styled | null {
  const hashes = /^#{1,6}(?=\s)/.exec(text)?.[0].length ?? 0
  if (hashes > 0) return { words: bare(text.slice(hashes)), rank: hashes }
  if (/^\s{0,3}={3,80}\s*$/.test(next)) return { words: bare(text), rank: 1 }
  if (/^\s{0,3}-{3,80}\s*$/.test(next) && !/^[-*|]/.test(text))
    return { words: bare(text), rank: 2 }
  if (/^(\*\*|__)[^*_]{2,76}\1:?$/.test(text)) return { words: bare(text), rank: 7 }
  const tag = /^<([a-z][a-z_ -]{2,40})>$/i.exec(text)?.[1]
  if (tag !== undefined) return { words: tag.replaceAll('_', ' '), rank: 7 }
  const letters = text.replace(/[^\p{L}]/gu, '')
  if (letters.length >= 4 && letters === letters.toUpperCase() && /^[\p{L}\d(#[]/u.test(text))
    return { words: bare(text), rank: 7 }
  return text.endsWith(':') && /^[\p{L}\d*(]/u.test(text) ? { words: bare(text), rank: 8 } : null
}

const bare = (text: string): string => text.replace(/^[\s*_#>[]{1,9}|[\s*_#:\]]{1,9}$/g, '').trim()

const single = /^(?:examples?|samples?|cases?)\s*#?\d+\b/
const negated =
  /\b(?:not (?:be )?(?:allowed|permitted|acceptable|safe|ok|okay)|(?:un|in)acceptable|unsafe)\b/
const safeSide =
  /\b(?:safe|allowed|permitted|acceptable|benign|compliant|harmless|exceptions?|exemptions?|exclusions?|out of scope|legitimate|valid|negatives?|(?:does|do|is|are)(?: not|n't)(?: (?:a )?violat\w*)?|non[- ]?violat\w*|not (?:a )?violat\w*)\b|\(0\)/
const violatesSide =
  /\b(?:violat\w*|unsafe|prohibited|disallowed|forbidden|banned|harmful|restricted|invalid|positives?|abusive|not (?:be )?(?:allowed|permitted|acceptable|safe|ok|okay)|unacceptable|in scope)\b|\(1\)/

function sideOf(words: string): Side | null {
  if (!negated.test(words) && safeSide.test(words)) return 'allowed'
  return violatesSide.test(words) ? 'violates' : null
}

function kindOf(words: string): SectionKind | null {
  if (/\b(?:examples?|samples?|illustrations|few[- ]shots?|test cases|edge cases)\b/.test(words))
    return 'examples'
  if (/\b(?:definitions?|glossary|terms|terminology|(?:key )?concepts|vocabulary)\b/.test(words))
    return 'definitions'
  const side = sideOf(words)
  if (side !== null && words.length <= 60) return side === 'allowed' ? 'safe' : 'violates'
  if (/\b(?:output|response|answer|reply|return) ?(?:format|contract|schema)?\b/.test(words))
    return 'output'
  if (
    /\b(?:instructions?|tasks?|roles?|goals?|objectives?|purpose|overview|how to|your job|steps|procedure|guidance|guidelines)\b/.test(
      words,
    )
  )
    return 'instructions'
  if (
    /\b(?:criteria|criterion|rules|categories|category|taxonomy|labels|levels|tiers|policy codes)\b/.test(
      words,
    )
  )
    return 'criteria'
  return null
}
