import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { bundleDigest } from './policy-bundle.js'

const part = fc.option(fc.string(), { nil: null })
const files = fc.record({ text: fc.string(), manifestYaml: part, cases: part })

test('equal files have equal digests, other files others', () => {
  fc.assert(
    fc.property(files, files, (a, b) => {
      expect(bundleDigest({ ...a })).toBe(bundleDigest(a))
      const same = a.text === b.text && a.manifestYaml === b.manifestYaml && a.cases === b.cases
      expect(bundleDigest(a) === bundleDigest(b)).toBe(same)
    }),
  )
})

test('the digest can be recomputed by anyone', () => {
  // printf '%s' '{"policy.md":"a","policy.yaml":"b"}' | sha256sum
  expect(bundleDigest({ text: 'a', manifestYaml: 'b', cases: null })).toBe(
    'c3d1c7def6d971d50da31c15e42c78fcaaf42f849f8114d174292e390d4fad69',
  )
})
