import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { VersionEntry } from './policy-version.js'
import {
  authorsToApprove,
  decidePublication,
  instantAfter,
  resolvePolicy,
  supersededAt,
  type Publication,
} from './publication.js'

const aVersion = (sequence: number, author: string) =>
  ({ policy: 'spam', sequence, commit: `c${sequence}`, author }) as VersionEntry

const aPublication = (sequence: number, atMs: number, id = `p${atMs}`): Publication => ({
  id,
  policy: 'spam',
  commit: `c${sequence}`,
  kind: 'published',
  note: null,
  publishedBy: 'bea',
  publishedAt: new Date(atMs),
})

describe('what is in force', () => {
  test('is the newest publication not after the instant, in whatever order they come', () => {
    const instants = fc.uniqueArray(fc.nat(1000), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(instants, fc.nat(1100), (times, at) => {
        const history = times.map((ms, index) => aPublication(index + 1, ms))
        const expected = Math.max(...times.filter((ms) => ms <= at))
        const now = resolvePolicy(history, new Date(at))
        if (expected === -Infinity) expect(now.kind).toBe('none')
        else expect(now).toMatchObject({ publication: { publishedAt: new Date(expected) } })
      }),
    )
  })

  test('is the later recorded of two at one instant', () => {
    const history = [aPublication(2, 5, 'b'), aPublication(1, 5, 'a')]
    expect(resolvePolicy(history, new Date(5))).toMatchObject({ publication: { id: 'b' } })
  })

  test('is what was decided last, also where another process’s clock was ahead', () => {
    const instants = fc.array(fc.nat(1000), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(instants, (clocks) => {
        const history: Publication[] = []
        clocks.forEach((ms, index) => {
          const at = instantAfter(history, new Date(ms))
          expect(at.getTime()).toBeGreaterThanOrEqual(ms)
          history.push(aPublication(index + 1, at.getTime(), `p${index}`))
        })
        expect(resolvePolicy(history, new Date(5000))).toMatchObject({
          publication: { commit: `c${clocks.length}` },
        })
      }),
    )
  })

  test('ends when the next begins', () => {
    const ends = supersededAt([aPublication(2, 20), aPublication(1, 10)])
    expect(ends).toEqual(new Map([['p10', new Date(20)]]))
  })
})

describe('whose work a publication approves', () => {
  const versions = [aVersion(1, 'ann'), aVersion(2, 'cleo'), aVersion(3, 'ann'), aVersion(4, 'dan')]
  const authors = (published: number[], target: number) => [
    ...authorsToApprove(
      versions,
      published.map((sequence) => aPublication(sequence, sequence)),
      versions[target - 1]!,
    ),
  ]

  test('all since the last version published before it', () => {
    expect(authors([], 2)).toEqual(['ann', 'cleo'])
    expect(authors([1], 3)).toEqual(['cleo', 'ann'])
    expect(authors([1, 3], 4)).toEqual(['dan'])
  })

  test('nobody, where the version was in force once', () => {
    expect(authors([1, 2, 3], 1)).toEqual([])
  })

  test('not what a rollback skipped over, since it was approved then', () => {
    expect(authors([1, 3, 1], 4)).toEqual(['dan'])
  })
})

describe('a publication by a person', () => {
  const versions = [aVersion(1, 'ann'), aVersion(2, 'bea')]
  const now = new Date(100)

  test('is refused to whoever wrote a part of it, though others wrote more', () => {
    expect(() => decidePublication(versions, [], versions[1]!, 'ann', now)).toThrow(
      expect.objectContaining({ code: 'OWN_CHANGE' }),
    )
  })

  test('is open to the others', () => {
    expect(decidePublication(versions, [], versions[1]!, 'cleo', now)).toBe('published')
    const published = [aPublication(1, 1)]
    expect(decidePublication(versions, published, versions[1]!, 'ann', now)).toBe('published')
  })

  test('of an earlier version is a rollback', () => {
    const published = [aPublication(1, 1), aPublication(2, 2)]
    expect(decidePublication(versions, published, versions[0]!, 'ann', now)).toBe('rollback')
  })

  test('of what is in force already is refused', () => {
    expect(() =>
      decidePublication(versions, [aPublication(1, 1)], versions[0]!, 'cleo', now),
    ).toThrow(expect.objectContaining({ code: 'ALREADY_IN_FORCE' }))
  })
})
