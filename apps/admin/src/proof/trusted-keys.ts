import { parseVerifierKey, signatureType, type Trust, type VerifierKey } from '@assize/tlog'

/** Keys as typed, one a line: those of logs, and those of witnesses. */
export interface ReadKeys {
  readonly trust: Trust
  /** Lines that are no keys. */
  readonly faults: readonly string[]
}

export function readKeys(text: string, witnesses: number): ReadKeys {
  const keys: VerifierKey[] = []
  const faults: string[] = []
  for (const line of text.split(/\s+/).filter(Boolean))
    try {
      keys.push(parseVerifierKey(line))
    } catch (error) {
      faults.push(`${line.slice(0, 60)}: ${error instanceof Error ? error.message : 'no key'}`)
    }
  const ofType = (type: number) => keys.filter((key) => key.type === type)
  return {
    trust: {
      logKeys: ofType(signatureType.ed25519),
      witnessKeys: ofType(signatureType.cosignature),
      witnesses,
    },
    faults,
  }
}
