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

const places = 1 << 15
/** A word of more letters has no place. */
const roomOfPlace = 32
/** The latest word of each place: found by the number that a text's letters make, without cutting the word out of it. */
const latest = new Array<WordForms | undefined>(places).fill(undefined)
/** Its letters as they stand in a text, and how many. */
const letters = new Uint8Array(places * roomOfPlace)
const lengths = new Uint8Array(places)

/**
 * The forms of `text.slice(start, end)`, in plain letters, some of which make `hash`; words that share a place are told
 * apart. `units` are the text's.
 */
export function formsAt(
  { text, units }: { readonly text: string; readonly units: Uint16Array },
  start: number,
  end: number,
  hash: number,
): WordForms {
  const length = end - start
  const seen = hash ^ (hash >>> 15) ^ ((units[start] as number) << 9) ^ (length << 4)
  const place = seen & (places - 1)
  if (lengths[place] === length) {
    let same = 0
    const first = place * roomOfPlace
    while (same < length && letters[first + same] === units[start + same]) same += 1
    if (same === length) return latest[place] as WordForms
  }
  const made = formsOf(text.slice(start, end))
  if (length <= roomOfPlace) {
    latest[place] = made
    lengths[place] = length
    for (let at = 0; at < length; at += 1)
      letters[place * roomOfPlace + at] = units[start + at] as number
  }
  return made
}

const remembered = new Map<string, WordForms>()
const mostRemembered = 20_000
/** A word of more letters is met too rarely to be remembered. */
const mostLetters = 40

export function formsOf(raw: string): WordForms {
  const known = remembered.get(raw)
  if (known) return known
  const plain = toPlain(raw)
  const [form = '', second] = readForms(plain)
  const sense = senseOf(form)
  const made = {
    raw,
    form: sense.form,
    sense,
    signs: signsOf(plain),
    second: second === undefined ? undefined : wordOf(second),
  }
  if (remembered.size >= mostRemembered) remembered.clear()
  if (raw.length < mostLetters) remembered.set(raw, made)
  return made
}

/** A word that no letters of their own stand for. */
function wordOf(form: string): WordForms {
  const sense = senseOf(form)
  return { raw: '', form: sense.form, sense, signs: 0, second: undefined }
}

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
