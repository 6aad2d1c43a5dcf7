import { eachPlainWord } from './plain-words.js'

/** Words of a text in normal form, each with its place in the text as received; `don't` is two words in one place. */
export interface Words {
  readonly list: readonly string[]
  readonly starts: readonly number[]
  readonly ends: readonly number[]
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

export function readWords(text: string): Words {
  const list: string[] = []
  const starts: number[] = []
  const ends: number[] = []
  const visit = (start: number, end: number) => {
    const forms = formsOf(text.slice(start, end))
    for (let i = 0; i < forms.length; i += 1) {
      list.push(forms[i] as string)
      starts.push(start)
      ends.push(end)
    }
  }
  if (!eachPlainWord(text, visit)) {
    list.length = starts.length = ends.length = 0
    for (const { 0: raw, index } of text.matchAll(patternFor(text)))
      visit(index, index + raw.length)
  }
  return { list, starts, ends }
}

/** The words of `text.slice(from, to)`, out of those of the whole text where its ends part no word. */
export function wordsWithin(words: Words, text: string, from: number, to: number): Words {
  const { list, starts, ends } = words
  const first = firstAtLeast(starts, from)
  const past = firstAtLeast(starts, to)
  const isParted = (first > 0 && (ends[first - 1] ?? 0) > from) || (ends[past - 1] ?? 0) > to
  if (isParted) return readWords(text.slice(from, to))
  const inSlice = (place: number) => place - from
  return {
    list: list.slice(first, past),
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

/** Plain ASCII needs neither scripts nor a normal form. */
const isAscii = (text: string): boolean => !/[^\p{ASCII}]/u.test(text)

const patternFor = (text: string): RegExp => (hasUnspaced.test(text) ? anyWordOrSign : anyWord)

const remembered = new Map<string, readonly string[]>()
const mostRemembered = 20_000

function formsOf(raw: string): readonly string[] {
  const known = remembered.get(raw)
  if (known) return known
  const plain = toPlain(raw)
  const negated = /^(.+)n'?t$/.exec(plain)
  const verb = negated?.[1]
  const forms =
    plain === 'cannot'
      ? ['can', 'not']
      : verb !== undefined && (plain.includes("'") || auxiliaries.has(verb))
        ? [shortened[verb] ?? verb, 'not']
        : [stem(plain)]
  if (remembered.size >= mostRemembered) remembered.clear()
  if (raw.length < 40) remembered.set(raw, forms)
  return forms
}

const auxiliaries: ReadonlySet<string> = new Set(
  'do does did is are was were has have had would should could ca wo'.split(' '),
)
const shortened: Readonly<Record<string, string>> = { ca: 'can', wo: 'will', sha: 'shall' }

/** One spelling for what looks alike: case, composed letters, wide forms, signs that nobody sees. */
const toPlain = (raw: string): string => {
  const visible = isAscii(raw)
    ? raw
    : raw
        .normalize('NFKC')
        .replace(/\p{Cf}/gu, '')
        .replace(/’/g, "'")
  return visible.toLowerCase()
}

/** Folds case, apostrophes and the commonest English endings, so that `promotes` meets `promoting`. */
export function stem(raw: string): string {
  const lower = raw.toLowerCase().replace(/['’](?:s|re|ve|ll|d|m)?/g, '')
  if (lower.length < 5) return lower
  return lower.replace(/(?:ies|ing|ed|es|s|ly|e|y)$/, '')
}

const grammar =
  'a an the of to in on at by for from with without and or but not no nor as is are was were be been being it its this that these those there their they them he she his her you your we our us i me my do does did has have had can could may might will would should must shall if then than so such any all some each which who whom what when where how into onto over under up out about also only just very more most other like etc e g'

export const isGrammarWord: (stemmed: string) => boolean = ((words: ReadonlySet<string>) => {
  return (stemmed: string) => words.has(stemmed)
})(new Set(grammar.split(' ').map(stem)))

/** How much a word says: grammar words weigh little in a comparison. */
export const weightOf = (stemmed: string): number => (isGrammarWord(stemmed) ? 0.25 : 1)

/** Words of one root mostly begin alike. */
export const beginningOf = (word: string): string => word.slice(0, 5)
