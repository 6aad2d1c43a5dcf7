import type { Clock } from '@assize/kernel'

/** An answer is kept for so many times as long as it took: the asking takes at most one part in twenty of the time. */
const keptTimes = 19
const mostKept = 200

interface Kept<Answer> {
  readonly answer: Promise<Answer>
  /** Null while it is being found. */
  until: number | null
}

/** Answers that are dear to find and may be a little old. Asked again meanwhile, all wait for the one on its way. */
export class CostlyAnswers<Answer> {
  private readonly kept = new Map<string, Kept<Answer>>()

  constructor(private readonly clock: Clock) {}

  /** `question` is all that the answer depends on. */
  get(question: readonly unknown[], find: () => Promise<Answer>): Promise<Answer> {
    const key = JSON.stringify(question)
    const known = this.kept.get(key)
    if (known && (known.until === null || known.until > this.now())) return known.answer
    const startedAt = this.now()
    const entry: Kept<Answer> = { answer: find(), until: null }
    this.forgetOldest()
    this.kept.set(key, entry)
    entry.answer.then(
      () => (entry.until = this.now() + keptTimes * (this.now() - startedAt)),
      () => this.kept.delete(key),
    )
    return entry.answer
  }

  private forgetOldest(): void {
    for (const key of this.kept.keys()) {
      if (this.kept.size < mostKept) return
      this.kept.delete(key)
    }
  }

  private now(): number {
    return this.clock.now().getTime()
  }
}
