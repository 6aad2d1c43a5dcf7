import 'reflect-metadata'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import {
  blob,
  commit,
  copyFrom,
  deltaOf,
  gitVersion,
  oidOf,
  packedDelta,
  packedObject,
  packOf,
  packOfObjects,
  pushBody,
  tree,
  type CraftedEntry,
  type CraftedObject,
} from '@assize/testing'
import { PoliciesRemote } from './fixtures/policies-remote.js'

const ref = 'refs/heads/hostile'
const megabyte = 1024 * 1024
const text = blob('text\n')
const file = (name: string | Buffer, mode = '100644'): CraftedEntry => [mode, name, oidOf(text)]
const folder = (name: string, of: CraftedObject): CraftedEntry => ['40000', name, oidOf(of)]

/** A push of a commit with this tree at its root. */
const rooted = (root: CraftedObject, ...others: readonly CraftedObject[]): Buffer => {
  const head = commit(oidOf(root))
  return pushBody([{ ref, new: oidOf(head) }], packOfObjects([head, root, text, ...others]))
}
/** A push of a policy folder with these entries. */
const inPolicy = (...entries: readonly CraftedEntry[]): Buffer => {
  const policy = tree(...entries)
  const policies = tree(folder('spam', policy))
  return rooted(tree(folder('policies', policies)), policies, policy)
}
const whole = tree(file('README.md'))
/** A push of this commit over a sound tree. */
const committed = (head: CraftedObject): Buffer =>
  pushBody([{ ref, new: oidOf(head) }], packOfObjects([head, whole, text]))
const sound = commit(oidOf(whole))
const garbage = (content: string | Buffer): Buffer =>
  committed({ type: 'commit', content: Buffer.from(content) })
const naming = (name: string | Buffer): Buffer =>
  pushBody([{ ref: name, new: oidOf(sound) }], packOfObjects([sound, whole, text]))
const at = (oid: string, ...objects: readonly CraftedObject[]): Buffer =>
  pushBody([{ ref, new: oid }], packOfObjects(objects))

function deep(levels: number): Buffer {
  const trees = [tree(file('policy.md'))]
  for (let n = 1; n < levels; n++) trees.push(tree(folder('a', trees.at(-1) ?? whole)))
  return rooted(tree(folder('policies', trees.at(-1) ?? whole)), ...trees)
}
/** Ten names for ten names for …: a few hundred bytes that spread out to ten thousand million files. */
function spreading(): Buffer {
  const ten = [...'abcdefghij']
  let last = tree(...ten.map((name) => file(name)))
  const trees = [last]
  for (let n = 0; n < 7; n++) {
    const below = last
    last = tree(...ten.map((name) => folder(name, below)))
    trees.push(last)
  }
  return rooted(tree(folder('policies', last)), ...trees)
}
const bomb = packedObject(blob(Buffer.alloc(60 * megabyte)))
const large = blob('x'.repeat(megabyte))
const zeros = packedObject(blob(Buffer.alloc(megabyte)))
const tag = (content: string): CraftedObject => ({ type: 'tag', content: Buffer.from(content) })
const tagOf = (oid: string, type: string, name: string): CraftedObject =>
  tag(`object ${oid}\ntype ${type}\ntag ${name}\ntagger A <a@example.com> 1 +0000\n\nm\n`)
const tagged = (name: string, of: CraftedObject): Buffer =>
  pushBody([{ ref: `refs/tags/${name}`, new: oidOf(of) }], packOfObjects([of, sound, whole, text]))

const pushes: readonly (readonly [what: string, body: () => Buffer])[] = [
  ['a missing tree', () => at(oidOf(sound), sound)],
  ['a missing blob', () => at(oidOf(sound), sound, whole)],
  ['a missing parent', () => committed(commit(oidOf(whole), ['f'.repeat(40)]))],
  ['a commit that is not there', () => at('e'.repeat(40))],
  ['no pack at all', () => pushBody([{ ref, new: oidOf(sound) }])],
  ['an entry .git', () => rooted(tree(file('.git')))],
  ['an entry .GIT', () => inPolicy(file('.GIT'))],
  ['an entry .gitmodules', () => rooted(tree(file('.gitmodules')))],
  ['an entry git~1', () => inPolicy(file('git~1'))],
  ['an entry .g\u200cit', () => inPolicy(file('.g\u200cit'))],
  ['an entry ..', () => inPolicy(file('..'))],
  ['an entry .', () => inPolicy(file('.'))],
  ['an entry ../../x', () => inPolicy(file('../../x'))],
  ['an entry a/b', () => inPolicy(file('a/b'))],
  ['an entry without a name', () => inPolicy(file(''))],
  ['an entry with a backslash', () => inPolicy(file('..\\x'))],
  ['an entry with a colon', () => inPolicy(file('policy.md:x'))],
  ['an entry that moves the cursor', () => inPolicy(file('\u001b[2Jx'))],
  ['a name that is not UTF-8', () => inPolicy(file(Buffer.from([0x70, 0xff, 0xfe])))],
  ['a symbolic link', () => inPolicy(file('policy.md', '120000'))],
  ['a submodule', () => rooted(tree(['160000', 'policies', oidOf(sound)]))],
  ['an executable file', () => inPolicy(file('policy.md', '100755'))],
  ['a mode of its own', () => inPolicy(file('policy.md', '0100644'))],
  ['entries out of order', () => inPolicy(file('policy.md'), file('cases.jsonl'))],
  ['an entry twice', () => inPolicy(file('policy.md'), file('policy.md'))],
  [
    'a file and a folder of one name',
    () => rooted(tree(file('policies'), folder('policies', whole))),
  ],
  ['a tree cut short', () => rooted({ type: 'tree', content: whole.content.subarray(0, -1) })],
  ['a blob where a folder is said', () => rooted(tree(['40000', 'policies', oidOf(text)]))],
  [
    'a folder where a file is said',
    () => rooted(tree(['100644', 'README.md', oidOf(whole)]), whole),
  ],
  ['a commit as a tree', () => at(oidOf(commit(oidOf(sound))), commit(oidOf(sound)), sound)],
  ['a branch at a blob', () => at(oidOf(text), text)],
  ['a branch at a tree', () => at(oidOf(whole), whole, text)],
  [
    'a branch at a tag',
    () =>
      at(
        oidOf(tagOf(oidOf(sound), 'commit', 'x')),
        tagOf(oidOf(sound), 'commit', 'x'),
        sound,
        whole,
        text,
      ),
  ],
  ['garbage for a commit', () => garbage(Buffer.from([0, 1, 2, 255, 254]))],
  ['a commit without a tree', () => garbage('author A <a@b> 1 +0000\n\nm\n')],
  ['a commit without an author', () => garbage(`tree ${oidOf(whole)}\n\nm\n`)],
  ['a commit with two trees', () => garbage(`tree ${oidOf(whole)}\n${sound.content.toString()}`)],
  [
    'a commit in upper-case digits',
    () => garbage(sound.content.toString().replace(/(?<=tree )\w+/, (oid) => oid.toUpperCase())),
  ],
  [
    'an author without an address',
    () => committed(commit(oidOf(whole), [], { author: 'A 1 +0000' })),
  ],
  [
    'an author of two lines',
    () =>
      committed(commit(oidOf(whole), [], { author: 'A <a@b> 1 +0000\nauthor B <b@c> 1 +0000' })),
  ],
  [
    'an author before all time',
    () => committed(commit(oidOf(whole), [], { author: 'A <a@b> -1 +0000' })),
  ],
  [
    'an author after all time',
    () => committed(commit(oidOf(whole), [], { author: 'A <a@b> 999999999999 +0000' })),
  ],
  [
    'a header git does not know',
    () => committed(commit(oidOf(whole), [], { further: 'evil x\n' })),
  ],
  [
    'a commit in another encoding',
    () => committed(commit(oidOf(whole), [], { further: 'encoding latin1\n' })),
  ],
  ['a message with NUL', () => committed(commit(oidOf(whole), [], { message: 'a\0b\n' }))],
  [
    'a message that clears the screen',
    () => committed(commit(oidOf(whole), [], { message: '\u001b[2J\n' })),
  ],
  [
    'a commit larger than any',
    () => committed(commit(oidOf(whole), [], { message: 'x'.repeat(100_000) })),
  ],
  ['very deep trees', () => deep(10_000)],
  ['trees too deep by one', () => deep(9)],
  ['trees that spread out', () => spreading()],
  ['a file beside the layout', () => rooted(tree(file('evil.sh')))],
  [
    'a folder in a policy',
    () => {
      const policy = tree(folder('more', whole))
      const policies = tree(folder('spam', policy))
      return rooted(tree(folder('policies', policies)), policies, policy, whole)
    },
  ],
  [
    'an imported policy',
    () => {
      const policies = tree(folder('imported-x', tree(file('policy.md'))))
      return rooted(tree(folder('policies', policies)), policies, tree(file('policy.md')))
    },
  ],
  ['a tag at a tree', () => tagged('t', whole)],
  ['a tag of a blob', () => tagged('t', tagOf(oidOf(text), 'blob', 't'))],
  ['a tag by another name', () => tagged('t', tagOf(oidOf(sound), 'commit', 'u'))],
  ['a tag that is garbage', () => tagged('t', tag('nonsense'))],
  [
    'a tag that names no tagger',
    () => tagged('t', tag(`object ${oidOf(sound)}\ntype commit\ntag t\n\nm\n`)),
  ],
  ['a ref outside heads and tags', () => naming('refs/notes/x')],
  ['HEAD', () => naming('HEAD')],
  ['a branch ../main', () => naming('refs/heads/../main')],
  ['a branch that ends in .lock', () => naming('refs/heads/main.lock')],
  ['a branch below another', () => naming('refs/heads/main/x')],
  ['a branch not in UTF-8', () => naming(Buffer.from('refs/heads/\xff', 'latin1'))],
  ['a branch with two lines', () => naming('refs/heads/a\nb')],
  ['main, as if it were not there', () => naming('refs/heads/main')],
  [
    'a branch that is not where it is said',
    () =>
      pushBody(
        [{ ref, old: 'a'.repeat(40), new: oidOf(sound) }],
        packOfObjects([sound, whole, text]),
      ),
  ],
  ['the removal of what is not there', () => pushBody([{ ref, old: oidOf(sound), new: null }])],
  [
    'a good branch beside a bad one',
    () =>
      pushBody(
        [
          { ref, new: oidOf(sound) },
          { ref: 'refs/heads/evil', new: oidOf(text) },
        ],
        packOfObjects([sound, whole, text]),
      ),
  ],
  ['60 MB in 60 kB', () => pushBody([{ ref, new: oidOf(sound) }], packOf([bomb]))],
  [
    '60 MB in 60 kB, in pieces',
    () => pushBody([{ ref, new: oidOf(sound) }], packOf(Array.from({ length: 60 }, () => zeros))),
  ],
  [
    'a delta that doubles',
    () =>
      pushBody(
        [{ ref, new: oidOf(sound) }],
        packOf([
          packedObject(large),
          packedDelta(
            oidOf(large),
            deltaOf(
              megabyte,
              60 * megabyte,
              ...Array.from({ length: 60 }, () => copyFrom(0, megabyte)),
            ),
          ),
        ]),
      ),
  ],
  [
    'a blob larger than any',
    () =>
      rooted(
        tree(file('README.md'), ['100644', 'LICENSE', oidOf(blob('x'.repeat(megabyte + 1)))]),
        blob('x'.repeat(megabyte + 1)),
      ),
  ],
  ['more objects than any', () => pushBody([{ ref, new: oidOf(sound) }], packOf([], 50_001))],
  ['nonsense', () => Buffer.from('nonsense')],
  ['a pack without commands', () => Buffer.concat([Buffer.from('00320'), packOfObjects([text])])],
]

/** One line a push: what it is, and why it is refused. */
const reasons = readFileSync(
  fileURLToPath(new URL('../src/__golden__/hostile-pushes.txt', import.meta.url)),
  'utf8',
).split('\n')

/** The words for the terminal, without lengths of packets and names of objects. */
const reasonIn = (answer: string): string =>
  (/(?:error: )?(expected .*?|fetch first.*?|policies that .*?)(?: \(\w{10}\))?(?: \[[A-Z_]+\])?$/m.exec(
    answer,
  ) ?? [])[1] ?? answer

;(gitVersion === null ? describe.skip : describe)('what no client of git would send', () => {
  let remote: PoliciesRemote
  let before: unknown
  let clones = 0

  const checkClone = async (): Promise<void> => {
    const home = `clone-${clones++}`
    await remote.git.git(['clone', '--quiet', remote.url(), home])
    expect(await remote.git.git(['fsck', '--strict', '--full'], home)).toBe('')
  }

  beforeAll(async () => {
    remote = await PoliciesRemote.start()
    before = await remote.state()
  }, 60_000)
  afterAll(() => remote.close())

  test.each(pushes)(
    '%s is refused, nothing is stored, and clones still work',
    async (what, body) => {
      const { status, text: answer } = await remote.post(body())
      if (status !== 400) expect(answer).toMatch(/ng (refs\/|HEAD)/)
      expect(answer).not.toMatch(/\bok refs/)
      expect(`${what}: ${reasonIn(answer)}`).toBe(
        reasons.find((line) => line.startsWith(`${what}: `)),
      )
      expect(await remote.state()).toEqual(before)
      await checkClone()
    },
  )

  test('a body that unpacks without end is refused', async () => {
    const headers = { 'content-encoding': 'gzip' }
    const { status } = await remote.post(gzipSync(Buffer.alloc(200 * megabyte)), headers)
    expect(status).toBe(413)
    expect(await remote.state()).toEqual(before)
  })

  test('a body longer than any push is read no further', async () => {
    const { status } = await remote.post(Buffer.alloc(33 * megabyte))
    expect(status).toBe(413)
    expect(await remote.state()).toEqual(before)
  })

  test('the same bytes are let in where nothing is wrong with them', async () => {
    expect((await remote.post(committed(sound))).text).toMatch(`ok ${ref}`)
    await checkClone()
  })
})
