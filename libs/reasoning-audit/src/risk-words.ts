import type { Outcome } from '@assize/policy'
import { isOrdinaryWord } from './ordinary-words.js'
import { isGrammarWord, stem } from './stems.js'

/** Words by what they do in an argument, whatever it is about; each kind is one feature of risk. */
const wordsByKind = {
  negation: 'not no non never nothing none neither nor without',
  contrast:
    'but however although though yet still nevertheless nonetheless whereas while despite except',
  modal: 'might may could',
  chance: 'maybe perhaps possibly probably likely potentially arguably',
  doubt:
    'unclear ambiguous ambiguity uncertain unsure sure borderline tricky difficult hard debatable gray grey doubt necessarily exactly really strictly',
  seeming: 'seem seems appear appears think guess believe suppose looks feels',
  condition: 'if whether unless',
  inference: 'so thus therefore hence',
  duty: 'would should',
  rethinking: 'wait hmm actually reconsider recheck check let consider considered considering',
  degree: 'more less most only just even also very',
  being: 'is are',
} as const

export type WordKind = keyof typeof wordsByKind
export const wordKinds = Object.keys(wordsByKind) as WordKind[]

const kinds: ReadonlyMap<string, WordKind> = new Map(
  wordKinds.flatMap((kind) =>
    wordsByKind[kind].split(' ').map((word): [string, WordKind] => [stem(word), kind]),
  ),
)

const speaksAgainst =
  /^(?:violat|breach|disallow|prohibit|forbid|bann|unacceptab|unsafe$|noncomplian|impermiss)/
const speaksFor =
  /^(?:allow|permit|permiss|acceptab|safe$|benign$|complian|fine$|ok$|okay$|harmless$|legit)/

/** What a word says without its neighbours. */
export interface WordSense {
  /** The word in normal form: one string for all its uses, which compares fastest with itself. */
  readonly form: string
  /** A number that its letters make. */
  readonly mark: number
  /** How words of one root mostly begin. */
  readonly beginning: string
  readonly isGrammar: boolean
  /** Says little about which text it is from. */
  readonly isOrdinary: boolean
  readonly kind: WordKind | undefined
  /** Where the kind stands among `wordKinds`; -1 without one. */
  readonly kindAt: number
  /** Names a thing rather than joining others. */
  readonly isTelling: boolean
  /** What it says of content in plain words, where nothing negates it. */
  readonly outcome: Outcome | undefined
}

function markOf(form: string): number {
  let mark = 0
  for (let at = 0; at < form.length; at += 1)
    mark = Math.imul(mark ^ form.charCodeAt(at), 0x01000193)
  return (mark ^ (mark >>> 15)) & 0x3fff_ffff
}

/** Words of one root mostly begin alike. */
export const beginningOf = (word: string): string => word.slice(0, 5)

const remembered = new Map<string, WordSense>()
const mostRemembered = 20_000

export function senseOf(stemmed: string): WordSense {
  const known = remembered.get(stemmed)
  if (known) return known
  const kind = kinds.get(stemmed)
  const sense: WordSense = {
    form: stemmed,
    mark: markOf(stemmed),
    beginning: beginningOf(stemmed),
    isGrammar: isGrammarWord(stemmed),
    isOrdinary: isOrdinaryWord(stemmed),
    kind,
    kindAt: kind === undefined ? -1 : wordKinds.indexOf(kind),
    isTelling: stemmed.length > 3 && kind === undefined && !isGrammarWord(stemmed),
    outcome: speaksAgainst.test(stemmed)
      ? 'violates'
      : speaksFor.test(stemmed)
        ? 'allowed'
        : undefined,
  }
  if (remembered.size >= mostRemembered) remembered.clear()
  if (stemmed.length < 40) remembered.set(stemmed, sense)
  return sense
}
