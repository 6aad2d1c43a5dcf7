import type { Turn } from './audit-subject.js'
import { listDisguises } from './disguises.js'
import { HiddenLetters } from './hidden-letters.js'
import { listInjectionAttempts, type InjectionAttempt } from './injection-attempts.js'
import { Passages } from './passages.js'
import { RecentReadings } from './recent-readings.js'
import { WordSet } from './word-set.js'
import { readWords, stem } from './words.js'

export type PlacedAttempt = InjectionAttempt & { readonly message: number }

/** One content is judged under few contracts. */
const mostContracts = 20

/** All there from the start, so that every reading has one shape, which is read fastest. */
interface Made {
  passages: readonly Passages[] | undefined
  text: string | undefined
  hiddenLetters: HiddenLetters | undefined
  ownWords: WordSet | undefined
  words: WordSet | undefined
  beginnings: ReadonlySet<string> | undefined
  isEnglish: boolean | undefined
}

/** What was judged, read once for all that is asked of it; each part made when first asked for. */
export class ContentReading {
  private readonly made: Made = {
    passages: undefined,
    text: undefined,
    hiddenLetters: undefined,
    ownWords: undefined,
    words: undefined,
    beginnings: undefined,
    isEnglish: undefined,
  }

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
  get ownWords(): WordSet {
    return (this.made.ownWords ??= new WordSet(this.passages.map(({ words }) => words)))
  }

  /** As written and, where it is disguised, in the plain reading. */
  get words(): WordSet {
    return (this.made.words ??= this.withDisguised())
  }

  private withDisguised(): WordSet {
    const disguises = this.turns.flatMap(({ content }) => listDisguises(content))
    if (disguises.length === 0) return this.ownWords
    return new WordSet([
      ...this.passages.map(({ words }) => words),
      ...disguises.map(({ plain }) => readWords(plain)),
    ])
  }

  /** Of all its words, disguised ones too. */
  get beginnings(): ReadonlySet<string> {
    return (this.made.beginnings ??= beginningsOf(this.words))
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

function beginningsOf({ list }: WordSet): ReadonlySet<string> {
  const found = new Set<string>()
  for (const { beginning } of list) found.add(beginning)
  return found
}

const fewestKnown = 0.2

function soundsEnglish({ list, size }: WordSet): boolean {
  let known = 0
  let little = 0
  let foreign = 0
  for (const { form, isGrammar, isOrdinary } of list) {
    if (isOrdinary) known += 1
    if (isGrammar) little += 1
    else if (!isOrdinary && foreignWords.has(form)) foreign += 1
  }
  return size > 0 && known >= size * fewestKnown && (foreign < 2 || foreign <= little)
}

/** Little words of other languages that are none in English. */
const foreignWords: ReadonlySet<string> = new Set(
  'der das und ist nicht ein eine einen mit auf für zu von den dem sich auch wie noch nach ich sie wir hat wird bei aus dass wenn oder weil kann mich mir unser mein kein keine sind jetzt ab los las una que por con para del muy esta este pero mi sus tu lo les des est pas une du dans pour sur avec qui sont vous nous il ce cette mais ou di che sono non della questo um uma não dos com seu isso het een niet van voor och att som inte är jest nie się na jak bir ve için bu'
    .split(' ')
    .map(stem),
)

/** What was read of contents that come again. Whoever makes one decides how long contents are held by it. */
export class ContentMemory {
  private readonly recent = new RecentReadings<ContentReading>({
    readings: 1_000,
    characters: 500_000,
  })

  read(turns: readonly Turn[]): ContentReading {
    // Roles and lengths tell who says what, and where one message ends and the next begins.
    let shape = ''
    let texts = ''
    for (const { role, content } of turns) {
      shape += `${role.length} ${content.length} ${role}`
      texts += content
    }
    return this.recent.of(`${shape}\n${texts}`, () => new ContentReading(turns))
  }
}
