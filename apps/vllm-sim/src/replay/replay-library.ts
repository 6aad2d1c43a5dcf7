import type { ChatRequest, Turn } from '../http/chat-request.js'
import { readBundle, type Bundle, type Recording } from './read-bundle.js'

/** Finds the recording of a known policy and content. */
export class ReplayLibrary {
  readonly #byPolicy: ReadonlyMap<string, PolicyShelf>

  constructor(bundle: Bundle) {
    this.#byPolicy = new Map(
      [...bundle.byPolicy].map(([policy, recordings]) => [
        policy.trim(),
        new PolicyShelf(recordings),
      ]),
    )
  }

  static async open(folder: string): Promise<ReplayLibrary> {
    return new ReplayLibrary(await readBundle(folder))
  }

  get size(): number {
    return [...this.#byPolicy.values()].reduce((sum, shelf) => sum + shelf.size, 0)
  }

  /**
   * Where the pair was recorded more than once, the request's seed chooses among the recordings, so
   * that asking again with another seed shows whether the model wavered.
   */
  find({ policy, turns, seed }: Pick<ChatRequest, 'policy' | 'turns' | 'seed'>): Recording | null {
    const recordings = this.#byPolicy.get(policy.trim())?.find(turns) ?? []
    return recordings[Math.abs(Math.trunc(seed)) % Math.max(1, recordings.length)] ?? null
  }
}

class PolicyShelf {
  readonly #exact = new Map<string, Recording[]>()

  constructor(recordings: readonly Recording[]) {
    for (const recording of recordings) {
      const key = keyOf(recording.turns)
      this.#exact.set(key, [...(this.#exact.get(key) ?? []), recording])
    }
  }

  get size(): number {
    return [...this.#exact.values()].reduce((sum, recordings) => sum + recordings.length, 0)
  }

  find(turns: readonly Turn[]): readonly Recording[] {
    const [only, ...more] = turns
    return (
      this.#exact.get(keyOf(turns)) ??
      (only && more.length === 0 ? this.#enclosed(only.content) : undefined) ??
      []
    )
  }

  /**
   * A caller may put delimiters around the content, or a whole conversation into one message: the
   * recording that accounts for most of the message is meant, if it accounts for most of it at all.
   */
  #enclosed(message: string): readonly Recording[] | undefined {
    const [best] = [...this.#exact.values()]
      .map((recordings) => ({ recordings, covered: covered(message, recordings[0]?.turns ?? []) }))
      .filter(({ covered: share }) => share > 0.5)
      .sort((a, b) => b.covered - a.covered)
    return best?.recordings
  }
}

const keyOf = (turns: readonly Turn[]): string =>
  JSON.stringify(turns.map(({ role, content }) => [role, content.trim()]))

/** The share of the message that the turns make up, or 0 if one of them is missing or out of order. */
function covered(message: string, turns: readonly Turn[]): number {
  const words = message.replace(/<\/?[\w -]+>/g, '').trim().length
  let from = 0
  let found = 0
  for (const { content } of turns) {
    const text = content.trim()
    const at = message.indexOf(text, from)
    if (at < 0) return 0
    from = at + text.length
    found += text.length
  }
  return words === 0 ? 0 : found / words
}
