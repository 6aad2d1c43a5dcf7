import { listDisguises } from './disguises.js'
import { isOrdinaryWord } from './ordinary-words.js'
import type { Passages } from './passages.js'
import type { Turn } from './audit-subject.js'
import { isGrammarWord, readWords, type Words } from './words.js'

/** Which words the texts of a subject are made of, all in normal form; disguised content counts in its plain reading too. */
export interface Vocabulary {
  readonly content: ReadonlySet<string>
  readonly trace: ReadonlySet<string>
  readonly policy: ReadonlySet<string>
  /** Whether content or policy have the word, or one that begins alike. */
  readonly isGiven: (word: string) => boolean
  /** English, by the share of everyday words; what is in another language is retold in words it does not have. */
  readonly isEnglish: boolean
}

interface Readings {
  readonly subject: { readonly messages: readonly Turn[] }
  readonly content: readonly Passages[]
  readonly policy: { readonly passages: Passages }
  readonly traceWords: Words
}

interface PolicyWords {
  readonly words: ReadonlySet<string>
  readonly beginnings: ReadonlySet<string>
}

const policies = new WeakMap<Passages, PolicyWords>()

export function readVocabulary(reading: Readings): Vocabulary {
  const content = new Set<string>()
  for (const { words } of reading.content) for (const word of words.list) content.add(word)
  const isEnglish = soundsEnglish(content)
  for (const turn of reading.subject.messages)
    for (const { plain } of listDisguises(turn.content))
      for (const word of readWords(plain).list) content.add(word)
  const policy = policyWords(reading.policy.passages)
  let own: ReadonlySet<string> | undefined
  return {
    content,
    policy: policy.words,
    trace: new Set(reading.traceWords.list),
    isGiven: (word) => {
      own ??= beginningsOf(content)
      return own.has(beginningOf(word)) || policy.beginnings.has(beginningOf(word))
    },
    isEnglish,
  }
}

function policyWords(passages: Passages): PolicyWords {
  const known = policies.get(passages)
  if (known) return known
  const words = new Set(passages.words.list)
  const made = { words, beginnings: beginningsOf(words) }
  policies.set(passages, made)
  return made
}

const beginningOf = (word: string): string => word.slice(0, 5)
const beginningsOf = (words: ReadonlySet<string>) => new Set([...words].map(beginningOf))

const fewestKnown = 0.2

function soundsEnglish(words: ReadonlySet<string>): boolean {
  const known = [...words].filter((word) => isGrammarWord(word) || isOrdinaryWord(word)).length
  return words.size > 0 && known >= words.size * fewestKnown
}
