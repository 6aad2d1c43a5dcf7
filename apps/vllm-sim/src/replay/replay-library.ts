import type { ChatRequest, Turn } from '../http/chat-request.js'
import { neutralised, readTurns } from '../read-turns.js'
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
    const recordings = this.#byPolicy.get(policy.trim())?.find(readTurns(turns)) ?? []
    return recordings[Math.abs(Math.trunc(seed)) % Math.max(1, recordings.length)] ?? null
  }
}

class PolicyShelf {
  readonly #recordings = new Map<string, Recording[]>()

  constructor(recordings: readonly Recording[]) {
    for (const recording of recordings) {
      const key = keyOf(recording.turns)
      this.#recordings.set(key, [...(this.#recordings.get(key) ?? []), recording])
    }
  }

  get size(): number {
    return [...this.#recordings.values()].reduce((sum, some) => sum + some.length, 0)
  }

  find(turns: readonly Turn[]): readonly Recording[] {
    return this.#recordings.get(keyOf(turns)) ?? []
  }
}

const keyOf = (turns: readonly Turn[]): string =>
  JSON.stringify(turns.map(({ role, content }) => [role, neutralised(content).trim()]))
