import { eachMatch } from '@assize/kernel'
import { frameOf, type QuotationFrame } from './attribution.js'
import type { FindingSpan } from './finding.js'
import type { Alignment, Passages } from './passages.js'
import type { Quotation } from './quotations.js'
import type { HiddenLetters } from './hidden-letters.js'
import { wordsWithin, type SensedWords } from './words.js'

/** A passage that a quotation is like, and how like. */
export interface Likeness {
  readonly alignment: Alignment
  readonly passages: Passages
  readonly span: FindingSpan
}

/** What a quotation is read against: as much of a subject's reading as it asks for. */
export interface QuotedIn {
  readonly subject: { readonly trace: string }
  readonly policy: { readonly passages: Passages }
  readonly content: readonly Passages[]
  readonly output: Passages
  readonly traceWords: SensedWords
  readonly quotations: readonly Quotation[]
  readonly hiddenLetters: HiddenLetters
}

/** Null is what was looked for and not found. */
interface Made {
  frame: QuotationFrame | undefined
  found: FindingSpan | null | undefined
  disguised: boolean | undefined
  inPolicy: Likeness | null | undefined
  inContent: Likeness | null | undefined
}

/** A quotation with what several detectors ask of it, each made when first asked for. */
export class QuotationReading {
  private readonly made: Made = {
    frame: undefined,
    found: undefined,
    disguised: undefined,
    inPolicy: undefined,
    inContent: undefined,
  }

  constructor(
    private readonly reading: QuotedIn,
    readonly quotation: Quotation,
    readonly words: SensedWords,
    private readonly previous: QuotationReading | undefined,
  ) {}

  get frame(): QuotationFrame {
    return (this.made.frame ??= this.frameFrom(8))
  }

  /** `under "…" or "…"`: the second quotation has the source of the first. */
  private frameFrom(reach: number): QuotationFrame {
    const { trace } = this.reading.subject
    const own = frameOf(trace, this.quotation)
    const { previous } = this
    if (!previous || reach === 0 || !continues(trace, previous.quotation, this.quotation))
      return own
    const { attribution, denied, supposed } = (previous.made.frame ??= previous.frameFrom(
      reach - 1,
    ))
    return {
      ...own,
      attribution,
      direct: false,
      denied: own.denied || denied,
      supposed: own.supposed || supposed,
    }
  }

  /** Where it stands word for word in what the model was given or answered; whole, or piece by piece. */
  get found(): FindingSpan | undefined {
    if (this.made.found === undefined) this.made.found = this.find() ?? null
    return this.made.found ?? undefined
  }

  private find(): FindingSpan | undefined {
    const { policy, content, output } = this.reading
    const { list } = this.words
    const inPolicy = policy.passages.locate(list)
    if (inPolicy) return { in: 'policy', start: inPolicy.start, end: inPolicy.end }
    for (const [message, passages] of content.entries()) {
      const place = passages.locate(list)
      if (place) return { in: 'content', message, start: place.start, end: place.end }
    }
    const inOutput = output.locate(list)
    if (inOutput) return { in: 'output', start: inOutput.start, end: inOutput.end }
    const pieces = piecesOf(this.quotation.text, this.words)
    if (pieces.length < 2) return undefined
    const hold = (passages: Passages) => pieces.every((piece) => passages.holds(piece))
    const span = (passages: Passages) => passages.locate(longest(pieces)) ?? { start: 0, end: 0 }
    if (hold(policy.passages)) return { in: 'policy', ...span(policy.passages) }
    const message = content.findIndex(hold)
    const passages = content[message]
    return passages && { in: 'content', message, ...span(passages) }
  }

  /** Whether the messages say it underneath: spaced out, in signs for letters, encoded. */
  get isDisguised(): boolean {
    return (this.made.disguised ??= this.reading.hiddenLetters.hold(this.quotation.text))
  }

  /** The passage of the policy it is most like. */
  get inPolicy(): Likeness | undefined {
    if (this.made.inPolicy === undefined) {
      const { passages } = this.reading.policy
      const alignment = passages.align(this.words.list)
      this.made.inPolicy = alignment
        ? {
            alignment,
            passages,
            span: { in: 'policy', start: alignment.start, end: alignment.end },
          }
        : null
    }
    return this.made.inPolicy ?? undefined
  }

  /** The passage of a message it is most like. */
  get inContent(): Likeness | undefined {
    if (this.made.inContent === undefined) {
      let best: Likeness | null = null
      for (const [message, passages] of this.reading.content.entries()) {
        const alignment = passages.align(this.words.list)
        if (!alignment || alignment.share <= (best?.alignment.share ?? 0)) continue
        const { start, end } = alignment
        best = { alignment, passages, span: { in: 'content', message, start, end } }
      }
      this.made.inContent = best
    }
    return this.made.inContent ?? undefined
  }

  /** No passage can be more like it than this. */
  get mostShare(): number {
    const { policy, content } = this.reading
    const { list } = this.words
    return content.reduce(
      (most, passages) => Math.max(most, passages.mostShare(list)),
      policy.passages.mostShare(list),
    )
  }

  get nearest(): Likeness | undefined {
    const { inPolicy, inContent } = this
    if (!inPolicy || !inContent) return inPolicy ?? inContent
    return inContent.alignment.share > inPolicy.alignment.share ? inContent : inPolicy
  }
}

const fewestWords = 2
/** A trace with more quotations than this repeats itself; time must not grow with its length squared. */
const mostRead = 1000

/** Quotations of two words or more, in order of their start. */
export function readQuotations(reading: QuotedIn): QuotationReading[] {
  const { subject, traceWords } = reading
  const read: QuotationReading[] = []
  // A trace that was handed on in quotation marks quotes nobody by them.
  const whole = subject.trace.trim().length - 2
  for (const quotation of reading.quotations) {
    if (read.length === mostRead) break
    if (quotation.end - quotation.start >= whole) continue
    const words = wordsWithin(traceWords, subject.trace, quotation.start, quotation.end)
    if (words.list.length < fewestWords) continue
    read.push(new QuotationReading(reading, quotation, words, read.at(-1)))
  }
  return read
}

function continues(trace: string, previous: Quotation, next: Quotation): boolean {
  if (next.start - previous.end > 12 || next.start <= previous.end) return false
  return /^["”'’]?\s*(?:,|;|\/|>|or|and|,\s*(?:or|and))\s*["“'‘]?$/i.test(
    trace.slice(previous.end, next.start),
  )
}

const seam = /\.{3,}|…|\betc\b\.?|\s[-–—]+\s|[:;•|\n]|[.!?]["'”’)]?\s/gi

/** Between marks of elision, headings and sentences, which a quotation may join. */
function piecesOf(text: string, words: SensedWords): (readonly string[])[] {
  const pieces: (readonly string[])[] = []
  let from = 0
  const push = (to: number) => {
    const { list } = wordsWithin(words, text, from, to)
    if (list.length > 0) pieces.push(list)
  }
  for (const { 0: sign, index } of eachMatch(text, seam)) {
    push(index)
    from = index + sign.length
  }
  push(text.length)
  return pieces
}

const longest = (pieces: readonly (readonly string[])[]): readonly string[] =>
  pieces.reduce((best, piece) => (piece.length > best.length ? piece : best), [])
