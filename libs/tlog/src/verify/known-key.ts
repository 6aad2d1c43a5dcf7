import { formatVerifierKey, parseVerifierKey, type VerifierKey } from '../note-key.js'

/** A key of the log, as the record tells of it. */
export interface LogKeyFact {
  readonly vkey: string
  /** The entry that says it was retired; null while it is in use. */
  readonly retiredIn: bigint | null
}

/** A key that is believed, for as long as its word counts. */
export interface KnownKey {
  readonly key: VerifierKey
  readonly retiredIn: bigint | null
}

/** The keys somebody believes, each with what the record says of its end. */
export function knownKeys(
  vkeys: readonly string[],
  recorded: readonly LogKeyFact[],
): readonly KnownKey[] {
  const retired = new Map(recorded.map(({ vkey, retiredIn }) => [vkey, retiredIn]))
  return [...new Set(vkeys)].map((vkey) => {
    const key = parseVerifierKey(vkey)
    return { key, retiredIn: retired.get(formatVerifierKey(key)) ?? null }
  })
}

/**
 * A retired key has signed no tree that holds the entry of its retirement. The tree says so itself: a clock would have
 * to be believed.
 */
export const signsAt = ({ retiredIn }: KnownKey, size: bigint): boolean =>
  retiredIn === null || size <= retiredIn

/** Those in use apart from those whose end the log tells of. */
export const keysOf = (recorded: readonly LogKeyFact[]) => {
  const named = (retired: boolean) =>
    recorded.filter(({ retiredIn }) => (retiredIn !== null) === retired).map(({ vkey }) => vkey)
  return { keys: named(false), retiredKeys: named(true) }
}
