import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  estimateJaccard,
  nearFrom,
  sketchForm,
  sketchOf,
  sketchShingles,
} from './near-duplicates.js'
import { jaccard, shinglesOf } from './shingles.js'

const aShingle = fc.stringMatching(/^[a-z]{1,6}( [a-z]{1,6}){2}$/)
const aSet = fc.uniqueArray(aShingle, { minLength: 1, maxLength: 60 })

describe('shingles', () => {
  test('words in threes, in one case, without punctuation', () => {
    expect([...shinglesOf('Buy  NOW, and save!')]).toEqual(['buy now and', 'now and save'])
  })

  test('characters where a script has no spaces, and words beside them', () => {
    expect([...shinglesOf('今すぐ買う ok')]).toEqual([
      '今 す ぐ',
      'す ぐ 買',
      'ぐ 買 う',
      '買 う ok',
    ])
  })

  test('few words are one shingle, none are none', () => {
    expect([...shinglesOf('hello there')]).toEqual(['hello there'])
    expect(shinglesOf(' … !? ').size).toBe(0)
    expect(sketchOf('… !?')).toBeNull()
  })

  test('composed and decomposed text has the same', () => {
    expect(shinglesOf('cafe\u0301 au lait chaud')).toEqual(shinglesOf('caf\u00e9 au lait chaud'))
  })
})

describe('sketches', () => {
  test('depend on the set alone, not on its order', () => {
    fc.assert(
      fc.property(aSet, (set) => {
        expect(sketchShingles(new Set(set))).toEqual(sketchShingles(new Set([...set].reverse())))
      }),
    )
  })

  test('equal sets are wholly alike and share every band', () => {
    fc.assert(
      fc.property(aSet, (set) => {
        const sketch = sketchShingles(new Set(set))
        expect(sketch?.bands).toHaveLength(sketchForm.bands)
        expect(estimateJaccard(sketch!.signature, sketch!.signature)).toBe(1)
      }),
    )
  })

  test('the estimate is symmetric, between 0 and 1, and near the truth', () => {
    let error = 0
    let runs = 0
    fc.assert(
      fc.property(aSet, aSet, aSet, (shared, left, right) => {
        const [a, b] = [new Set([...shared, ...left]), new Set([...shared, ...right])]
        const [one, other] = [sketchShingles(a)!.signature, sketchShingles(b)!.signature]
        const estimate = estimateJaccard(one, other)
        expect(estimate).toBe(estimateJaccard(other, one))
        expect(estimate).toBeGreaterThanOrEqual(0)
        expect(estimate).toBeLessThanOrEqual(1)
        // Six standard deviations of 60 permutations.
        expect(Math.abs(estimate - jaccard(a, b))).toBeLessThan(0.4)
        error += estimate - jaccard(a, b)
        runs += 1
      }),
      { numRuns: 400, seed: 7 },
    )
    expect(Math.abs(error / runs)).toBeLessThan(0.02)
  })

  test('texts that read nearly the same are found by a band, strangers hardly ever', () => {
    const words = Array.from({ length: 120 }, (_, i) => `word${i * 7}`)
    const changed = words.with(60, 'other').join(' ')
    const [one, two] = [sketchOf(words.join(' '))!, sketchOf(changed)!]
    expect(one.bands.some((band, i) => band === two.bands[i])).toBe(true)
    expect(estimateJaccard(one.signature, two.signature)).toBeGreaterThan(nearFrom)
    const strangers = Array.from({ length: 200 }, (_, n) =>
      sketchOf(Array.from({ length: 40 }, (_, i) => `w${n}x${i}`).join(' '))!,
    )
    const met = strangers.filter((each) => each.bands.some((band, i) => band === one.bands[i]))
    expect(met).toEqual([])
  })

  test('what is stored stays what it is', () => {
    const sketch = sketchOf('the same link again and again, until somebody clicks')!
    expect(sketch.bands.slice(0, 3)).toMatchInlineSnapshot(`
      [
        11806390,
        -848284827,
        1735126141,
      ]
    `)
    expect(Buffer.from(sketch.signature).toString('hex').slice(0, 16)).toMatchInlineSnapshot(
      `"cc46d563a41634ff"`,
    )
  })

  test('a text of any kind has a sketch or none, and never an error', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const sketch = sketchOf(text)
        if (sketch) expect(sketch.signature).toHaveLength(sketchForm.permutations)
      }),
    )
  })
})
