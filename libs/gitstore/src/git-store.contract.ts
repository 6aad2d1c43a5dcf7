import { beforeEach, describe, expect, test } from '@jest/globals'
import type { CommitRequest, FileChange, GitStore } from './git-store.js'

const bytes = (text: string): Uint8Array => Buffer.from(text)
const text = (content: Uint8Array): string => Buffer.from(content).toString()
const file = (path: string, content: string): FileChange => ({ path, bytes: bytes(content) })

/** What every git store does, whatever it keeps its objects in. `open` gives an empty one. */
export function describeGitStore(name: string, open: () => Promise<GitStore>): void {
  describe(`a git store ${name}`, () => {
    let store: GitStore
    const commit = (changes: readonly FileChange[], more: Partial<CommitRequest> = {}) =>
      store.commitFiles({
        repo: 'r',
        branch: 'main',
        changes,
        author: { name: 'A', email: 'a@example.com', at: new Date(1_700_000_000_000) },
        message: 'msg\n',
        ...more,
      })

    beforeEach(async () => {
      store = await open()
      await store.initRepository('r')
    })

    test('making a repository twice is making it once', async () => {
      const oid = await commit([file('a', '1')])
      await store.initRepository('r')
      expect(await store.findHead('r', 'main')).toBe(oid)
    })

    test('a repository nobody made is refused', async () => {
      await expect(store.resolve('none', 'main')).rejects.toMatchObject({
        code: 'REPOSITORY_UNKNOWN',
      })
    })

    test('tree and commit have the names git gives them', async () => {
      const oid = await commit([file('policy.json', 'hello\n')])
      expect(oid).toBe('05a07dc8d8dcd092aaa8990f9664155fb5913270')
      expect(await store.readCommit('r', oid)).toMatchObject({
        tree: '07c44437cbf28fef05a6a4e0e1bc297a7201e850',
        parents: [],
        author: { name: 'A', email: 'a@example.com', at: new Date(1_700_000_000_000) },
        message: 'msg\n',
      })
    })

    test('files of every commit stay readable', async () => {
      const first = await commit([file('policies/spam/policy.md', 'one'), file('README', 'r')])
      const second = await commit([file('policies/spam/policy.md', 'two')])
      expect(text(await store.readFileAt('r', first, 'policies/spam/policy.md'))).toBe('one')
      expect(text(await store.readFileAt('r', second, 'policies/spam/policy.md'))).toBe('two')
      expect(text(await store.readFileAt('r', second, 'README'))).toBe('r')
      await expect(store.readFileAt('r', second, 'policies/spam')).rejects.toMatchObject({
        code: 'PATH_UNKNOWN',
      })
    })

    test('many files are read at once, in the order asked', async () => {
      const one = await commit([file('p/a/x', '1'), file('p/b/x', '2')])
      const two = await commit([{ path: 'p/a/x', delete: true }, file('p/a/y', '3')])
      const found = await store.readFilesAt('r', [
        { commit: two, path: 'p/a/y' },
        { commit: two, path: 'p/a/x' },
        { commit: one, path: 'p/a/x' },
        { commit: two, path: 'p/b/x' },
        { commit: two, path: 'p' },
        { commit: two, path: 'p/b/x/more' },
      ])
      expect(found.map((each) => each && text(each.bytes))).toEqual([
        '3',
        null,
        '1',
        '2',
        null,
        null,
      ])
    })

    test('a folder lists its entries; one that lost its last file is gone', async () => {
      await commit([file('a/x', '1'), file('a-b', '2'), file('c/y', '3')])
      const oid = await commit([{ path: 'c/y', delete: true }])
      const root = await store.readTreeAt('r', oid)
      expect(root.map(({ name, kind }) => [name, kind])).toEqual([
        ['a-b', 'file'],
        ['a', 'folder'],
      ])
      expect((await store.readTreeAt('r', oid, 'a')).map(({ name }) => name)).toEqual(['x'])
      await expect(store.readTreeAt('r', oid, 'c')).rejects.toMatchObject({ code: 'PATH_UNKNOWN' })
    })

    test('a file takes the place of a folder, and a folder that of a file', async () => {
      await commit([file('a/b', '1'), file('a/c', '2'), file('d', '3')])
      const gone = ['a/b', 'a/c', 'd'].map((path) => ({ path, delete: true as const }))
      const oid = await commit([...gone, file('a', '4'), file('d/e', '5')])
      expect(text(await store.readFileAt('r', oid, 'a'))).toBe('4')
      expect(text(await store.readFileAt('r', oid, 'd/e'))).toBe('5')
      expect(await store.readTreeAt('r', oid)).toHaveLength(2)
      await expect(commit([file('x', '1'), file('x/y', '2')])).rejects.toMatchObject({
        code: 'PATH_REFUSED',
      })
    })

    test('a branch that moved since the author looked is refused and stays', async () => {
      const first = await commit([file('a', '1')], { expectedHead: null })
      const second = await commit([file('a', '2')], { expectedHead: first })
      const late = commit([file('a', '3')], { expectedHead: first })
      await expect(late).rejects.toMatchObject({ code: 'HEAD_MOVED', facts: { head: second } })
      expect(await store.findHead('r', 'main')).toBe(second)
    })

    test('of two at once with the same head, one goes in and the other hears that it moved', async () => {
      const head = await commit([file('a', '1')])
      const both = await Promise.allSettled([
        commit([file('a', '2')], { expectedHead: head }),
        commit([file('a', '3')], { expectedHead: head }),
      ])
      expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
      const lost = both.find((each) => each.status === 'rejected')
      expect(lost?.reason).toMatchObject({ code: 'HEAD_MOVED' })
    })

    test('an equal tree is no commit', async () => {
      await commit([file('a', '1')])
      await expect(commit([file('a', '1')])).rejects.toMatchObject({ code: 'NOTHING_CHANGED' })
    })

    test('unless the author says so: a commit of its own, with the tree before', async () => {
      const first = await commit([file('a', '1')])
      const second = await commit([{ path: 'b', delete: true }], { allowSameTree: true })
      const [one, two] = [await store.readCommit('r', first), await store.readCommit('r', second)]
      expect(two).toMatchObject({ tree: one.tree, parents: [first] })
    })

    test('hostile paths, names and messages are refused', async () => {
      await expect(commit([file('../x', '1')])).rejects.toMatchObject({ code: 'PATH_REFUSED' })
      await expect(commit([file('.git/hooks/x', '1')])).rejects.toMatchObject({
        code: 'PATH_REFUSED',
      })
      const author = { name: 'A>\ncommitter B <', email: 'a@example.com', at: new Date(0) }
      await expect(commit([file('a', '1')], { author })).rejects.toMatchObject({
        code: 'SIGNATURE_REFUSED',
      })
      for (const name of ['\ud800', ' '])
        await expect(
          commit([file('a', '1')], { author: { ...author, name, at: new Date(0) } }),
        ).rejects.toMatchObject({ code: 'SIGNATURE_REFUSED' })
      await expect(commit([file('a', '1')], { message: 'a\0b' })).rejects.toMatchObject({
        code: 'MESSAGE_REFUSED',
      })
      expect(await store.findHead('r', 'main')).toBeNull()
    })

    test('a branch, an oid and the start of an oid name the same commit', async () => {
      const oid = await commit([file('a', '1')])
      for (const ref of ['main', oid, oid.slice(0, 7), oid.slice(0, 12)])
        expect(await store.resolve('r', ref)).toBe(oid)
    })

    test.each(['nothing', 'f'.repeat(40), 'ffff', 'HEAD~1', '../main', '', 'a\0b', '\ud800'])(
      'the ref %j is unknown',
      async (ref) => {
        await commit([file('a', '1')])
        await expect(store.resolve('r', ref)).rejects.toMatchObject({ code: 'REF_UNKNOWN' })
      },
    )

    test('a blob has no commit to name', async () => {
      await commit([file('a', 'hello\n')])
      const blob = 'ce013625030ba8dba906f756967f9e9ca394464a'
      for (const ref of [blob, blob.slice(0, 8)])
        await expect(store.resolve('r', ref)).rejects.toMatchObject({ code: 'REF_UNKNOWN' })
    })

    test('history runs newest first, all of it or of one path', async () => {
      const first = await commit([file('p/a', '1')], { message: 'first' })
      const second = await commit([file('p/b', '1')], { message: 'second' })
      const third = await commit([file('p/a', '2')], { message: 'third' })
      const oids = async (path?: string, limit?: number) =>
        (
          await store.history({
            repo: 'r',
            from: third,
            ...(path ? { path } : {}),
            ...(limit ? { limit } : {}),
          })
        ).map(({ oid }) => oid)
      expect(await oids()).toEqual([third, second, first])
      expect(await oids('p/a')).toEqual([third, first])
      expect(await oids(undefined, 2)).toEqual([third, second])
      expect(await oids('p/a', 1)).toEqual([third])
      expect(await oids('p')).toEqual([third, second, first])
    })

    test('commits tell which paths changed', async () => {
      const first = await commit([file('a', '1'), file('b/c', '1')])
      const second = await commit([file('a', '2'), file('d', '1'), { path: 'b/c', delete: true }])
      const changes = await store.diffPaths('r', first, second)
      expect(changes.map(({ path, kind }) => [path, kind])).toEqual([
        ['a', 'changed'],
        ['b/c', 'removed'],
        ['d', 'added'],
      ])
      expect((await store.diffPaths('r', null, first)).map(({ kind }) => kind)).toEqual([
        'added',
        'added',
      ])
    })

    test('bytes that are no text come back as they went in', async () => {
      const odd = Uint8Array.from([0, 255, 254, 10, 13, 0, 128])
      const oid = await commit([{ path: 'odd', bytes: odd }])
      expect([...(await store.readFileAt('r', oid, 'odd'))]).toEqual([...odd])
    })
  })
}
