import { senseOf, type WordSense } from './risk-words.js'
import { stem } from './stems.js'
import { signsOf } from './word-signs.js'

/** What is known of a word as it is written. */
export interface WordForms {
  readonly raw: string
  /** In normal form. */
  readonly form: string
  /** What the form says without its neighbours. */
  readonly sense: WordSense
  /** The classes of words to which it belongs. */
  readonly signs: number
  /** The second of two words in one place: the `not` of `don't`. */
  readonly second: WordForms | undefined
}

/** The latest word of each place: found by the number that a text's letters make, without cutting the word out of it. */
const latest = new Array<WordForms | undefined>(1 << 15).fill(undefined)

/** The forms of `text.slice(start, end)`, whose letters make `hash`; words that share a place are told apart. */
export function formsAt(text: string, start: number, end: number, hash: number): WordForms {
  const place = (hash ^ (hash >>> 15)) & (latest.length - 1)
  const known = latest[place]
  if (known && standsAt(known.raw, text, start, end)) return known
  const made = formsOf(text.slice(start, end))
  if (made.raw.length < mostLetters) latest[place] = made
  return made
}

function standsAt(raw: string, text: string, start: number, end: number): boolean {
  if (raw.length !== end - start) return false
  for (let i = 0; i < raw.length; i += 1)
    if (raw.charCodeAt(i) !== text.charCodeAt(start + i)) return false
  return true
}

const remembered = new Map<string, WordForms>()
const mostRemembered = 20_000
/** A word of more letters is met too rarely to be worth its room. */
const mostLetters = 40

export function formsOf(raw: string): WordForms {
  const known = remembered.get(raw)
  if (known) return known
  const plain = toPlain(raw)
  const [form = '', second] = readForms(plain)
  const made = {
    raw,
    form,
    sense: senseOf(form),
    signs: signsOf(plain),
    second: second === undefined ? undefined : wordOf(second),
  }
  if (remembered.size >= mostRemembered) remembered.clear()
  if (raw.length < mostLetters) remembered.set(raw, made)
  return made
}

/** A word that no letters of their own stand for. */
const wordOf = (form: string): WordForms => ({
  raw: '',
  form,
  sense: senseOf(form),
  signs: 0,
  second: undefined,
})

function readForms(plain: string): readonly [string, string?] {
  const negated = /^(.+)n'?t$/.exec(plain)
  const verb = negated?.[1]
  if (plain === 'cannot') return ['can', 'not']
  return verb !== undefined && (plain.includes("'") || auxiliaries.has(verb))
    ? [shortened[verb] ?? verb, 'not']
    : [stem(plain)]
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

/** Plain ASCII needs neither scripts nor a normal form. */
const isAscii = (text: string): boolean => !/[^\p{ASCII}]/u.test(text)
