import type { ContentReading } from './content-reading.js'
import type { Passages } from './passages.js'
import type { WordSense } from './risk-words.js'
import { beginningOf, type SensedWords } from './words.js'

/** Which words the texts of a subject are made of, all in normal form; disguised content counts in its plain reading too. */
export interface Vocabulary {
  readonly content: ReadonlyMap<string, WordSense>
  readonly trace: ReadonlySet<string>
  readonly policy: ReadonlySet<string>
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
  readonly words: ReadonlySet<string>
  readonly beginnings: ReadonlySet<string>
}

const policies = new WeakMap<Passages, PolicyWords>()

export function readVocabulary({ contentReading, policy, traceWords }: Readings): Vocabulary {
  const { words, beginnings } = policyWords(policy.passages)
  return {
    content: contentReading.words,
    policy: words,
    trace: new Set(traceWords.list),
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
  const words = new Set(passages.words.list)
  const made = { words, beginnings: new Set(Array.from(words, beginningOf)) }
  policies.set(passages, made)
  return made
}
