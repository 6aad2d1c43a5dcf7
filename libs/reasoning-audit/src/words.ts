import { eachMatch } from '@assize/kernel'
import { eachPlainWord } from './plain-words.js'
import type { WordSense } from './risk-words.js'
import { isGrammarWord } from './stems.js'
import { formsAt, formsOf, type WordForms } from './word-forms.js'

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

export function readWords(text: string): SensedWords {
  const list: string[] = []
  const senses: WordSense[] = []
  const starts: number[] = []
  const ends: number[] = []
  const add = ({ forms, senses: said }: WordForms, start: number, end: number) => {
    for (let i = 0; i < forms.length; i += 1) {
      list.push(forms[i] as string)
      senses.push(said[i] as WordSense)
      starts.push(start)
      ends.push(end)
    }
  }
  const isPlain = eachPlainWord(text, (start, end, hash) => {
    add(formsAt(text, start, end, hash), start, end)
  })
  if (!isPlain) {
    list.length = senses.length = starts.length = ends.length = 0
    for (const { 0: raw, index } of eachMatch(text, patternFor(text)))
      add(formsOf(raw), index, index + raw.length)
  }
  return { list, starts, ends, senses }
}

/** The words of `text.slice(from, to)`, out of those of the whole text where its ends part no word. */
export function wordsWithin(
  words: SensedWords,
  text: string,
  from: number,
  to: number,
): SensedWords {
  const { list, senses, starts, ends } = words
  const first = firstAtLeast(starts, from)
  const past = firstAtLeast(starts, to)
  const isParted = (first > 0 && (ends[first - 1] ?? 0) > from) || (ends[past - 1] ?? 0) > to
  if (isParted) return readWords(text.slice(from, to))
  const inSlice = (place: number) => place - from
  return {
    list: list.slice(first, past),
    senses: senses.slice(first, past),
    starts: starts.slice(first, past).map(inSlice),
    ends: ends.slice(first, past).map(inSlice),
  }
}

function firstAtLeast(sorted: readonly number[], value: number): number {
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

/** Words of one root mostly begin alike. */
export const beginningOf = (word: string): string => word.slice(0, 5)
