import type { ContentReading } from './content-reading.js'
import type { Passages } from './passages.js'
import type { WordSense } from './risk-words.js'
import { WordSet } from './word-set.js'
import type { SensedWords } from './words.js'

/** Which words the texts of a subject are made of, all in normal form; disguised content counts in its plain reading too. */
export interface Vocabulary {
  readonly content: WordSet
  readonly trace: WordSet
  readonly policy: WordSet
  /** Whether content or policy have the word, or one that begins alike. */
  readonly isGiven: (word: Pick<WordSense, 'beginning'>) => boolean
  /** Whether content and trace are English. */
  readonly isEnglish: boolean
}

interface Readings {
  readonly contentReading: ContentReading
  readonly policy: { readonly passages: Passages }
  readonly traceWords: SensedWords
}

interface PolicyWords {
  readonly words: WordSet
  readonly beginnings: ReadonlySet<string>
}

const policies = new WeakMap<Passages, PolicyWords>()

export function readVocabulary({ contentReading, policy, traceWords }: Readings): Vocabulary {
  const { words, beginnings } = policyWords(policy.passages)
  return {
    content: contentReading.words,
    policy: words,
    trace: new WordSet([traceWords]),
    isGiven: ({ beginning }) =>
      contentReading.beginnings.has(beginning) || beginnings.has(beginning),
    isEnglish: contentReading.isEnglish && isEnglish(traceWords.senses),
  }
}

/** So many words tell a language. */
const sampled = 120

/** Every seventh word or more of English is one of its little words; a few words tell nothing. */
function isEnglish(senses: readonly WordSense[]): boolean {
  const length = Math.min(senses.length, sampled)
  let little = 0
  for (let at = 0; at < length; at += 1) if (senses[at]?.isGrammar === true) little += 1
  return length < 12 || little * 7 >= length
}

function policyWords(passages: Passages): PolicyWords {
  const known = policies.get(passages)
  if (known) return known
  const words = new WordSet([passages.words])
  const made = { words, beginnings: new Set(words.list.map(({ beginning }) => beginning)) }
  policies.set(passages, made)
  return made
}
