import { eachMatch } from '@assize/kernel'

/** A token with the shape of a rule code, at UTF-16 offsets into the text it was read from. */
export interface CodeMention {
  /** Without a depiction or request mark: `R-SP2` is read as `SP2`. */
  readonly code: string
  readonly prefix: string
  readonly start: number
  readonly end: number
}

export interface RuleCodes {
  /** In order of first mention. */
  readonly codes: readonly string[]
  /** Letters that begin the policy's codes: `SP` of `SP2`, `HS` of `HS-2.1`. */
  readonly families: ReadonlySet<string>
  readonly known: ReadonlySet<string>
  /** Whether the policy has the code, however it is punctuated (`SP2a` for `SP2.a`). */
  readonly knows: (code: string) => boolean
}

const shape =
  /(?<![\p{L}\p{N}_/#@.]|\p{L}-)(?:[DR]-)?([A-Z]{1,8})([-._]?)(\d{1,3}(?:\.\d{1,3}){0,3})((?:\.?[a-z])?)(?![\p{L}\p{M}\p{N}_]|-\d{2}|\.\d)/gu

/** Every code has it, at most so far from its beginning; most texts have none. */
const core = /[A-Z][-._]?\d/
const mostBefore = 'D-ABCDEFG'.length

export function listCodeMentions(text: string): CodeMention[] {
  const mentions: CodeMention[] = []
  const first = text.search(core)
  if (first < 0) return mentions
  for (const match of eachMatch(text, shape, Math.max(0, first - mostBefore))) {
    const [whole, prefix = '', separator = '', numbers = '', letter = ''] = match
    const code = `${prefix}${separator}${numbers}${letter}`
    const end = match.index + whole.length
    mentions.push({ code, prefix, start: end - code.length, end })
  }
  return mentions
}

/**
 * Codes that a policy defines or uses. A family needs a mention where codes are defined (the head of a line,
 * brackets, a `#SP` title) and a second number, so that `AR-15` or `COVID-19` in an example is not taken for a rule.
 */
export function readRuleCodes(policyText: string): RuleCodes {
  const mentions = listCodeMentions(policyText)
  const byPrefix = new Map<string, CodeMention[]>()
  for (const mention of mentions) {
    const siblings = byPrefix.get(mention.prefix)
    if (siblings) siblings.push(mention)
    else byPrefix.set(mention.prefix, [mention])
  }
  const families = new Set<string>()
  for (const [prefix, siblings] of byPrefix) {
    const numbers = new Set(siblings.map((each) => each.code))
    const heads = siblings.filter((each) => standsAtHead(policyText, each)).length
    const titled = policyText.includes(`#${prefix})`) || policyText.includes(`${prefix}#`)
    if (titled || (heads > 0 && numbers.size > 1) || heads > 1) families.add(prefix)
  }
  const codes = new Set<string>()
  for (const mention of mentions) if (families.has(mention.prefix)) codes.add(mention.code)
  for (const code of coveredByRanges(policyText, families)) codes.add(code)
  const known = new Set([...codes].flatMap((code) => [code, ...ancestors(code)]))
  const unpunctuated = new Set([...known].map(withoutMarks))
  const knows = (code: string) => known.has(code) || unpunctuated.has(withoutMarks(code))
  return { codes: [...codes], families, known, knows }
}

const withoutMarks = (code: string): string => code.replace(/[-._ ]/g, '')

/** `HS2.a` → `HS2`; `HS-2.1` → `HS-2`. */
export function ancestors(code: string): string[] {
  const found: string[] = []
  let rest = code
  for (;;) {
    const shorter = rest.replace(/(?:\.[a-z]|\.\d+|(?<=\d)[a-z])$/, '')
    if (shorter === rest || !/\d/.test(shorter)) return found
    found.push(shorter)
    rest = shorter
  }
}

/** No head of a line is longer; a line may be as long as the text. */
const farthestHead = 48

function standsAtHead(text: string, mention: CodeMention): boolean {
  const near = text.slice(Math.max(0, mention.start - farthestHead), mention.start)
  const lineStart = near.lastIndexOf('\n') + 1
  const isHead = lineStart > 0 || mention.start < farthestHead
  const before = near.slice(lineStart)
  return (
    (isHead && /^[^\p{L}\p{N}]*(?:[DR]-)?$/u.test(before)) ||
    /[([|][^\p{L}\p{N}]*(?:[DR]-)?$/u.test(before)
  )
}

/** `FR2-FR4` also covers `FR3`. */
function* coveredByRanges(text: string, families: ReadonlySet<string>): Iterable<string> {
  const range = /([A-Z]{1,8})([-._]?)(\d{1,2})\s?(?:-|–|—|to|through)\s?(?:\1\2)?(\d{1,2})(?!\d)/g
  for (const [, prefix = '', separator = '', from = '', to = ''] of text.matchAll(range)) {
    if (!families.has(prefix) || Number(to) - Number(from) > 20) continue
    for (let n = Number(from); n <= Number(to); n += 1) yield `${prefix}${separator}${n}`
  }
}
