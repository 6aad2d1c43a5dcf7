import { isGrammarWord, readWords, stem } from '../words.js'
import type { SeededRandom } from './random.js'

/** Words of no moderation policy, to stand in for others. */
const substitutes = [
  'copper',
  'weekly',
  'harvest',
  'northern',
  'velvet',
  'paper',
  'distant',
  'wooden',
  'seasonal',
  'municipal',
  'written',
  'maritime',
  'inner',
  'formal',
  'rural',
  'printed',
] as const

/** The line with two telling words in six or more changed, dropped or added, its sense kept in the main. */
export function reworded(line: string, policy: string, random: SeededRandom): string | undefined {
  const telling = tellingWords(line)
  if (telling.length < 4) return undefined
  const changes = telling.length >= 8 ? 2 : 1
  const from = 1 + random.below(telling.length - changes - 1)
  const chosen = telling.slice(from, from + changes)
  const kind = random.below(3)
  const changed = chosen.reduceRight((text, { start, end }) => {
    const word = random.pick(substitutes) ?? 'copper'
    if (kind === 0) return text.slice(0, start) + word + text.slice(end)
    if (kind === 1) return `${text.slice(0, start)}${word} ${text.slice(start)}`
    return (text.slice(0, start) + text.slice(end)).replace(/ {2,}/g, ' ')
  }, line)
  return changed === line || policy.includes(changed) ? undefined : changed
}

/** Each pair turns a rule round: polarity, force or amount. */
const reversals: readonly (readonly [RegExp, string])[] = [
  [/\bmust not\b/, 'must'],
  [/\bmust\b(?! not)/, 'may'],
  [/\bmay\b(?! not)/, 'must'],
  [/\bshould not\b/, 'should'],
  [/\bshould\b(?! not)/, 'should not'],
  [/\bdo not\b/, 'do'],
  [/\bdoes not\b/, 'does'],
  [/\b(is|are) not\b/, '$1'],
  [/\b(is|are)\b(?! not)/, '$1 not'],
  [/\bwithout\b/, 'with'],
  [/\bwith\b/, 'without'],
  [/\bnever\b/, 'always'],
  [/\balways\b/, 'never'],
  [/\bno\b/, 'any'],
  [/\ballowed\b/, 'prohibited'],
  [/\bprohibited\b/, 'allowed'],
  [/\bincluding\b/, 'excluding'],
  [/\bunsolicited\b/i, 'solicited'],
  [/\ball\b/, 'no'],
  [/\bonly\b/, 'not only'],
]

export function inverted(line: string, policy: string, random: SeededRandom): string | undefined {
  const number = /\b\d{1,4}\b/.exec(line)
  const fitting = reversals.filter(([from]) => from.test(line))
  if (number && (fitting.length === 0 || random.chance(0.4)))
    return unlessInPolicy(line.replace(number[0], String(Number(number[0]) * 2 + 3)), policy)
  const reversal = random.pick(fitting)
  if (!reversal) return undefined
  return unlessInPolicy(line.replace(reversal[0], reversal[1]), policy)
}

const unlessInPolicy = (line: string, policy: string): string | undefined =>
  policy.includes(line) ? undefined : line

function tellingWords(line: string): readonly { start: number; end: number }[] {
  const { starts, ends } = readWords(line)
  return starts
    .map((start, i) => ({ start, end: ends[i] ?? start }))
    .filter(({ start, end }) => !isGrammarWord(stem(line.slice(start, end))))
}
