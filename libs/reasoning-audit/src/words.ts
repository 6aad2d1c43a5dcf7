import { eachMatch } from '@assize/kernel'
import { unitsOf } from './code-units.js'
import { eachPlainWord } from './plain-words.js'
import type { WordSense } from './risk-words.js'
import { isGrammarWord } from './stems.js'
import { formsAt, formsOf, type WordForms } from './word-forms.js'
import { everySign } from './word-signs.js'

export { beginningOf } from './risk-words.js'
export { isGrammarWord, stem } from './stems.js'

/** Words of a text in normal form, each with its place in the text as received; `don't` is two words in one place. */
export interface Words {
  readonly list: readonly string[]
  readonly starts: readonly number[]
  readonly ends: readonly number[]
}

/** Words with what each says without its neighbours. */
export interface SensedWords extends Words {
  readonly senses: readonly WordSense[]
  /** The classes to which each word belongs; all of them where the text is not in plain letters. */
  readonly signs: readonly number[]
  readonly isPlain: boolean
}

/** The words of a whole text. */
export interface TextWords extends SensedWords {
  /** Of a plain text a number for each word, or part of one that apostrophes part, whatever its case; else none. */
  readonly hashes: readonly number[]
}

const word = String.raw`[\p{L}\p{N}][\p{L}\p{N}\p{M}\p{Cf}]*(?:['’][\p{L}\p{M}]+)*`
/** Scripts written without spaces: every sign counts as a word. */
const unspaced = String.raw`[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]`
const anyWord = new RegExp(word, 'gu')
const anyWordOrSign = new RegExp(
  String.raw`${unspaced}[\p{M}\p{Cf}]*|(?:(?!${unspaced})[\p{L}\p{N}])(?:(?!${unspaced})[\p{L}\p{N}\p{M}\p{Cf}])*(?:['’](?:(?!${unspaced})[\p{L}\p{M}])+)*`,
  'gu',
)
const hasUnspaced = new RegExp(unspaced, 'u')

/** Filled by one text after the other and copied in their length, so that arrays need not grow with every text. */
const sheet = {
  list: [] as string[],
  senses: [] as WordSense[],
  signs: [] as number[],
  starts: [] as number[],
  ends: [] as number[],
  hashes: [] as number[],
}
/** What a long text leaves behind is not kept. */
const longestSheet = 20_000

export function readWords(text: string): TextWords {
  const { list, senses, signs, starts, ends, hashes } = sheet
  let count = 0
  let parts = 0
  const add = (word: WordForms, start: number, end: number, isPlain: boolean): void => {
    for (let each: WordForms | undefined = word; each; each = each.second) {
      list[count] = each.form
      senses[count] = each.sense
      signs[count] = isPlain ? each.signs : everySign
      starts[count] = start
      ends[count] = end
      count += 1
    }
  }
  const given = { text, units: unitsOf(text) }
  const isPlain = eachPlainWord(
    given.units,
    text.length,
    (start, end, hash) => {
      add(formsAt(given, start, end, hash), start, end, true)
    },
    (hash) => {
      hashes[parts] = hash
      parts += 1
    },
  )
  if (!isPlain) {
    count = 0
    parts = 0
    for (const { 0: raw, index } of eachMatch(text, patternFor(text)))
      add(formsOf(raw), index, index + raw.length, false)
  }
  const read = {
    list: list.slice(0, count),
    senses: senses.slice(0, count),
    signs: signs.slice(0, count),
    starts: starts.slice(0, count),
    ends: ends.slice(0, count),
    isPlain,
    hashes: hashes.slice(0, parts),
  }
  if (count > longestSheet) for (const each of Object.values(sheet)) each.length = 0
  return read
}

/** The words of `text.slice(from, to)`, out of those of the whole text where its ends part no word. */
export function wordsWithin(
  words: SensedWords,
  text: string,
  from: number,
  to: number,
): SensedWords {
  const { list, senses, signs, starts, ends, isPlain } = words
  const first = firstAtLeast(starts, from)
  const past = firstAtLeast(starts, to)
  const isParted = (first > 0 && (ends[first - 1] ?? 0) > from) || (ends[past - 1] ?? 0) > to
  if (isParted) return readWords(text.slice(from, to))
  return {
    list: list.slice(first, past),
    senses: senses.slice(first, past),
    signs: signs.slice(first, past),
    starts: inSlice(starts, first, past, from),
    ends: inSlice(ends, first, past, from),
    isPlain,
  }
}

function inSlice(places: readonly number[], first: number, past: number, from: number): number[] {
  const moved = places.slice(first, past)
  for (let at = 0; at < moved.length; at += 1) moved[at] = (moved[at] as number) - from
  return moved
}

/** The classes to which any word belongs that begins in `text.slice(from, to)`. */
export function signsWithin({ signs, starts }: SensedWords, from: number, to: number): number {
  let found = 0
  for (let at = firstAtLeast(starts, from); at < starts.length; at += 1) {
    if ((starts[at] as number) >= to) break
    found |= signs[at] as number
  }
  return found
}

export function firstAtLeast(sorted: readonly number[], value: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  return low
}

const patternFor = (text: string): RegExp => (hasUnspaced.test(text) ? anyWordOrSign : anyWord)

/** How much a word says: grammar words weigh little in a comparison. */
export const weightOf = (stemmed: string): number => (isGrammarWord(stemmed) ? 0.25 : 1)
