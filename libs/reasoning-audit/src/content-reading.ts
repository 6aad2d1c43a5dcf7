import type { Turn } from './audit-subject.js'
import { listDisguises } from './disguises.js'
import { HiddenLetters } from './hidden-letters.js'
import { listInjectionAttempts, type InjectionAttempt } from './injection-attempts.js'
import { isOrdinaryWord } from './ordinary-words.js'
import { Passages } from './passages.js'
import { RecentReadings } from './recent-readings.js'
import { beginningOf, isGrammarWord, readWords } from './words.js'

export type PlacedAttempt = InjectionAttempt & { readonly message: number }

/** One content is judged under few contracts. */
const mostContracts = 20

/** What was judged, read once for all that is asked of it; each part made when first asked for. */
export class ContentReading {
  private readonly made: {
    passages?: readonly Passages[]
    text?: string
    hiddenLetters?: HiddenLetters
    ownWords?: ReadonlySet<string>
    words?: ReadonlySet<string>
    beginnings?: ReadonlySet<string>
    isEnglish?: boolean
  } = {}

  private readonly attemptsBy = new Map<string, readonly PlacedAttempt[]>()

  constructor(private readonly turns: readonly Turn[]) {}

  /** One per message, in order. */
  get passages(): readonly Passages[] {
    return (this.made.passages ??= this.turns.map(({ content }) => new Passages(content)))
  }

  /** All messages, a line feed between them. */
  get text(): string {
    return (this.made.text ??= this.turns.map(({ content }) => content).join('\n'))
  }

  /** What the messages say underneath. */
  get hiddenLetters(): HiddenLetters {
    return (this.made.hiddenLetters ??= new HiddenLetters(this.text))
  }

  /** As written, in normal form. */
  get ownWords(): ReadonlySet<string> {
    return (this.made.ownWords ??= new Set(this.passages.flatMap(({ words }) => words.list)))
  }

  /** As written and, where it is disguised, in the plain reading. */
  get words(): ReadonlySet<string> {
    return (this.made.words ??= new Set([
      ...this.ownWords,
      ...this.turns
        .flatMap(({ content }) => listDisguises(content))
        .flatMap(({ plain }) => readWords(plain).list),
    ]))
  }

  /** Of all its words, disguised ones too. */
  get beginnings(): ReadonlySet<string> {
    return (this.made.beginnings ??= new Set(Array.from(this.words, beginningOf)))
  }

  /** Instructions to the judge, for whom `labels` are the answers; what an assistant said before instructs nobody. */
  attempts(labels: readonly string[]): readonly PlacedAttempt[] {
    const key = labels.join('\n')
    const known = this.attemptsBy.get(key)
    if (known) return known
    const found = this.turns.flatMap(({ content, role }, message) =>
      role === 'assistant'
        ? []
        : listInjectionAttempts(content, labels).map((attempt) => ({ ...attempt, message })),
    )
    if (this.attemptsBy.size < mostContracts) this.attemptsBy.set(key, found)
    return found
  }

  /** English, by the share of everyday words; what is in another language is retold in words it does not have. */
  get isEnglish(): boolean {
    return (this.made.isEnglish ??= soundsEnglish(this.ownWords))
  }
}

const fewestKnown = 0.2

function soundsEnglish(words: ReadonlySet<string>): boolean {
  let known = 0
  for (const word of words) if (isGrammarWord(word) || isOrdinaryWord(word)) known += 1
  return words.size > 0 && known >= words.size * fewestKnown
}

/** What was read of contents that come again. Whoever makes one decides how long contents are held by it. */
export class ContentMemory {
  private readonly recent = new RecentReadings<ContentReading>({
    readings: 1_000,
    characters: 500_000,
  })

  read(turns: readonly Turn[]): ContentReading {
    // Roles and lengths tell who says what, and where one message ends and the next begins.
    const shape = JSON.stringify(turns.map(({ role, content }) => [role, content.length]))
    const texts = turns.map(({ content }) => content).join('')
    return this.recent.of(`${shape}${texts}`, () => new ContentReading(turns))
  }
}
