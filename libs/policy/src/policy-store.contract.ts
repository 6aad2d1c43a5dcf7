import { beforeEach, describe, expect, test } from '@jest/globals'
import { parsePolicyManifest } from './policy-manifest.js'
import type { NewVersion, PolicyStore } from './policy-store.js'
import { versionKey } from './policy-version.js'

export const manifestYaml = `title: Spam
owners: [policy-author]
contract: words
labels: { VALID: allowed, INVALID: violates }
rules:
  - { code: SP-1.1, title: Repeated promotion, outcome: violates, severity: low, precedence: 1, ground: terms }
`

/** A version about to be recorded; the text makes it another one. */
export const aNewVersion = (text: string, more: Partial<NewVersion> = {}): NewVersion => ({
  policy: 'spam',
  files: { text, manifestYaml, cases: '{"content":"x","label":"VALID"}\n' },
  manifest: parsePolicyManifest(manifestYaml),
  author: { id: 'ann', name: 'Ann' },
  message: `say ${text}`,
  origin: 'authored',
  committedAt: new Date('2026-05-01T10:00:00.000Z'),
  ...more,
})

/** What every policy store does. `open` gives an empty one. */
export function describePolicyStore(name: string, open: () => Promise<PolicyStore>): void {
  describe(`a policy store ${name}`, () => {
    let store: PolicyStore
    const record = (text: string, more: Partial<NewVersion> = {}) => {
      const version = aNewVersion(text, more)
      return store.recordVersion(version.policy, () => version)
    }
    const publish = (policy: string, commit: string, at: string) =>
      store.recordPublication(policy, () => ({
        policy,
        commit,
        kind: 'published',
        note: null,
        publishedBy: 'bea',
        publishedAt: new Date(at),
      }))

    beforeEach(async () => {
      store = await open()
    })

    test('versions are numbered and linked within their policy', async () => {
      const one = await record('one')
      const other = await record('other', { policy: 'harassment' })
      const two = await record('two')
      expect([one.sequence, other.sequence, two.sequence]).toEqual([1, 1, 2])
      expect([one.parent, other.parent, two.parent]).toEqual([null, null, one.commit])
      expect((await store.findPast('spam')).versions).toEqual([one, two])
      expect((await store.listHeads()).map(({ commit }) => commit)).toEqual([
        other.commit,
        two.commit,
      ])
    })

    test('every version keeps its files, byte for byte', async () => {
      const text = '\ufeff# Spam\r\nÜ 👍\n'
      const one = await record(text)
      const bare = await record('two', { files: { text: 'two', manifestYaml: null, cases: null } })
      const files = await store.readFiles([bare, one])
      expect(files).toEqual([
        { text: 'two', manifestYaml: null, cases: null },
        aNewVersion(text).files,
      ])
    })

    test('what was decided against leaves nothing', async () => {
      await record('one')
      const refused = store.recordVersion('spam', () => {
        throw new RangeError('no')
      })
      await expect(refused).rejects.toThrow('no')
      expect((await store.findPast('spam')).versions).toHaveLength(1)
    })

    test('a decision sees all that was recorded before it, also when many write at once', async () => {
      const seen: number[] = []
      await Promise.all(
        Array.from({ length: 6 }, (_, n) =>
          store.recordVersion('spam', ({ versions }) => {
            seen.push(versions.length)
            return aNewVersion(`text ${n}`)
          }),
        ),
      )
      expect(seen).toEqual([0, 1, 2, 3, 4, 5])
    })

    test('an entry that is there already is answered as it is', async () => {
      const one = await record('one')
      const again = await store.recordVersion('spam', ({ versions }) => versions[0] ?? fail())
      expect(again).toEqual(one)
      expect((await store.findPast('spam')).versions).toHaveLength(1)
    })

    test('two versions of equal files but other names are two commits', async () => {
      const one = await record('one')
      const manifest = { ...one.manifest, externalName: 'spam@2' }
      const two = await record('one', { manifest })
      expect(two.commit).not.toBe(one.commit)
      expect(two.bundleSha256).toBe(one.bundleSha256)
    })

    test('versions are found by sequence, key, start of commit, branch and outer name', async () => {
      const one = await record('one', {
        manifest: { ...aNewVersion('').manifest, externalName: 'spam@1' },
      })
      const two = await record('two')
      await record('other', { policy: 'harassment' })
      expect(await store.findBySequence('spam', 2)).toEqual(two)
      expect(await store.findBySequence('spam', 3)).toBeNull()
      const key = versionKey('spam', one.commit)
      expect(await store.findByKeys([key, 'spam@none', 'none'])).toEqual(new Map([[key, one]]))
      expect(await store.findByCommitStart('spam', one.commit.slice(0, 10))).toEqual([one])
      expect(await store.findByCommitStart('harassment', one.commit)).toEqual([])
      expect(await store.findAtBranch('spam', 'main')).toEqual(two)
      expect(await store.findAtBranch('spam', 'nothing')).toBeNull()
      expect(await store.findByExternalNames(['spam@1', 'x@2'])).toEqual(new Map([['spam@1', one]]))
    })

    test('pages run newest first, for many policies at once', async () => {
      for (const text of ['1', '2', '3']) await record(text)
      await record('other', { policy: 'harassment' })
      const sequences = async (limit: number, before?: number) => {
        const policies = ['spam', 'harassment', 'none']
        const pages = await store.listVersions({ policies, limit, ...(before ? { before } : {}) })
        return [...pages].map(([policy, page]) => [policy, page.map((each) => each.sequence)])
      }
      expect(Object.fromEntries(await sequences(2))).toEqual({ spam: [3, 2], harassment: [1] })
      expect(Object.fromEntries(await sequences(2, 3))).toEqual({ spam: [2, 1], harassment: [1] })
    })

    test('the newest publication up to an instant is in force', async () => {
      const one = await record('one')
      const two = await record('two')
      const first = await publish('spam', one.commit, '2026-05-02T00:00:00.000Z')
      const second = await publish('spam', two.commit, '2026-05-09T00:00:00.000Z')
      const at = async (instant: string) =>
        (await store.findInForce(['spam', 'none'], new Date(instant))).get('spam')
      expect(await at('2026-05-01T23:59:59.999Z')).toBeUndefined()
      expect(await at('2026-05-02T00:00:00.000Z')).toEqual(first)
      expect(await at('2026-05-20T00:00:00.000Z')).toEqual(second)
      expect(await store.findPublications(['spam', 'none'])).toEqual(
        new Map([['spam', [first, second]]]),
      )
    })
  })
}

function fail(): never {
  throw new TypeError('expected a version')
}
