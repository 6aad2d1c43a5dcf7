import { foreignMeaningOfWord } from './foreign-labels.js'
import { meaningOfWord } from './label-meaning.js'
import type { ContractLabel } from './output-contract.js'

const opening = '[【「『《〈〔［[<“"\'‘`]'
const closing = '[】」』》〉〕］\\]>”"\'’`]'
const word = String.raw`(${opening}\s?([\p{L}][\p{L}\p{N} _-]{0,23})\s?${closing})`
/** Letters of the languages that write without blanks join two labels without any, too. */
const between = String.raw`[ \t]{0,3}(?:[,、，/|／・]|\p{L}{1,8}|[,、，]\s?\p{L}{1,8})?[ \t]{0,3}`
const menu = new RegExp(`${word}${between}${word}(?:${between}${word})?`, 'gu')
const mostTried = 200

const led = new RegExp(
  String.raw`${opening}\s?([\p{L}][\p{L} _-]{1,23})\s?[:：]\s?([\p{L}][\p{L} _-]{1,23})\s?${closing}${between}${opening}\s?\1\s?[:：]\s?([\p{L}][\p{L} _-]{1,23})\s?${closing}`,
  'gu',
)

/** `"ACTION: keep" or "ACTION: remove"`: what differs is the label. */
export function inferLed(text: string): ContractLabel[] | undefined {
  for (const [, , one = '', other = ''] of text.matchAll(led)) {
    const labels = [one, other].flatMap((label): ContractLabel[] => {
      const outcome = meaningOfWord(label) ?? foreignMeaningOfWord(label)
      return outcome ? [{ label, outcome }] : []
    })
    if (new Set(labels.map(({ outcome }) => outcome)).size > 1) return labels
  }
  return undefined
}

/** `【違反】または【許可】`, `"erlaubt" oder "verboten"`: labels in marks, which an answer may well leave away. */
export function inferBracketed(text: string): ContractLabel[] | undefined {
  let tried = 0
  for (const match of text.matchAll(menu)) {
    if ((tried += 1) > mostTried) return undefined
    const labels = [1, 3, 5].flatMap((at): ContractLabel[] => {
      const [marked, plain] = [match[at], match[at + 1]?.trim()]
      const outcome = plain && (meaningOfWord(plain) ?? foreignMeaningOfWord(plain))
      if (!marked || !plain || !outcome) return []
      const bare = { label: plain, outcome }
      return /^[【〔［[<《〈]/.test(marked) ? [{ label: marked, outcome }, bare] : [bare]
    })
    const outcomes = new Set(labels.map(({ outcome }) => outcome))
    if (outcomes.has('allowed') && outcomes.has('violates')) return labels
  }
  return undefined
}
