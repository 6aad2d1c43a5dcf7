import { shinglesOf } from './shingles.js'

/*
 * Near-duplicates by MinHash: Broder, "On the resemblance and containment of documents" (1997). The least value a set
 * takes under a random permutation is the same for two sets with the probability of their Jaccard similarity; over many
 * permutations the share of equal values estimates it. Grouped in bands, sketches that agree in any whole band are
 * candidates, so that an index finds them: Leskovec, Rajaraman, Ullman, "Mining of Massive Datasets", section 3.4.
 */

const bands = 12
const rowsABand = 5

/**
 * With these numbers, two texts become candidates with a probability of 0.99 at a similarity of 0.8, 0.55 at 0.6 and
 * 0.03 at 0.3. The seeds are part of what is stored: change any of this and every sketch must be made anew.
 */
export const sketchForm = { permutations: bands * rowsABand, bands, rowsABand, version: 1 } as const

/** From this estimate on, a candidate is shown as a near-duplicate. */
export const nearFrom = 0.5

/** A text, boiled down to what finds those that read nearly the same. */
export interface Sketch {
  /** The lowest byte of each least value, in order of permutation. */
  readonly signature: Uint8Array
  /** One hash a band, signed 32 bits; sketches that share any are candidates. */
  readonly bands: readonly number[]
}

/** Null for a text without a word: it is like nothing. */
export function sketchOf(text: string): Sketch | null {
  return sketchShingles(shinglesOf(text))
}

export function sketchShingles(shingles: ReadonlySet<string>): Sketch | null {
  if (shingles.size === 0) return null
  const least = new Uint32Array(sketchForm.permutations).fill(0xffffffff)
  for (const shingle of shingles) {
    const hash = hashOf(shingle)
    for (let i = 0; i < least.length; i++) {
      const value = mix(hash ^ (seeds[i] ?? 0))
      if (value < (least[i] ?? 0)) least[i] = value
    }
  }
  return {
    signature: Uint8Array.from(least, (value) => value & 0xff),
    bands: Array.from({ length: bands }, (_, band) => bandHash(least, band)),
  }
}

/** Two values are equal by chance once in 256, which is taken out of the count. */
export function estimateJaccard(a: Uint8Array, b: Uint8Array): number {
  const same = a.reduce((sum, value, i) => sum + Number(value === b[i]), 0) / a.length
  return Math.max(0, (same - 1 / 256) / (1 - 1 / 256))
}

function bandHash(least: Uint32Array, band: number): number {
  let hash = mix(band + 1)
  for (let row = 0; row < rowsABand; row++) hash = mix(hash ^ (least[band * rowsABand + row] ?? 0))
  return hash | 0
}

/** FNV-1a over UTF-16 code units. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

/** A permutation of 32 bits: the finaliser of MurmurHash3, each step of which can be undone. */
function mix(value: number): number {
  let hash = value | 0
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** Fixed for ever: the first outputs of a Weyl sequence, mixed. */
const seeds = Uint32Array.from({ length: bands * rowsABand }, (_, i) =>
  mix(Math.imul(i + 1, 0x9e3779b9)),
)
