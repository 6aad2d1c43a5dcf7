import type { ContentReading } from './content-reading.js'
import type { Passages } from './passages.js'
import { beginningOf, isGrammarWord, type Words } from './words.js'

/** Which words the texts of a subject are made of, all in normal form; disguised content counts in its plain reading too. */
export interface Vocabulary {
  readonly content: ReadonlySet<string>
  readonly trace: ReadonlySet<string>
  readonly policy: ReadonlySet<string>
  /** Whether content or policy have the word, or one that begins alike. */
  readonly isGiven: (word: string) => boolean
  /** Whether content and trace are English. */
  readonly isEnglish: boolean
}

interface Readings {
  readonly contentReading: ContentReading
  readonly policy: { readonly passages: Passages }
  readonly traceWords: Words
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
    isGiven: (word) => {
      const beginning = beginningOf(word)
      return contentReading.beginnings.has(beginning) || beginnings.has(beginning)
    },
    isEnglish: contentReading.isEnglish && isEnglish(traceWords.list),
  }
}

/** So many words tell a language. */
const sampled = 120

/** Every seventh word or more of English is one of its little words; a few words tell nothing. */
function isEnglish(words: readonly string[]): boolean {
  const sample = words.slice(0, sampled)
  return sample.length < 12 || sample.filter(isGrammarWord).length * 7 >= sample.length
}

function policyWords(passages: Passages): PolicyWords {
  const known = policies.get(passages)
  if (known) return known
  const words = new Set(passages.words.list)
  const made = { words, beginnings: new Set(Array.from(words, beginningOf)) }
  policies.set(passages, made)
  return made
}
