import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { IdSource, SystemClock, SystemRandomness } from '@assize/kernel'
import { Database } from '@assize/platform'
import { freshDatabase, type FreshDatabase } from '@assize/testing'
import { isObjectType, objectBytes, type PathChange } from '../index.js'
import { PostgresGitStore } from './postgres-git-store.js'

const gitVersion = ((): string | null => {
  try {
    return execFileSync('git', ['--version'], { encoding: 'utf8' }).trim()
  } catch {
    return null
  }
})()

if (gitVersion === null)
  process.stderr.write(
    'libs/gitstore: no git client on this machine, so its reading of our objects is NOT checked\n',
  )

const clock = new SystemClock()
const author = { name: 'Zoë Ångström', email: 'zoe@example.com', at: new Date(1_700_000_000_000) }

;(gitVersion === null ? describe.skip : describe)('a real git client', () => {
  const home = mkdtempSync(join(tmpdir(), 'assize-git-'))
  const git = (...args: string[]): string =>
    execFileSync('git', ['-C', home, ...args], {
      encoding: 'utf8',
      env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
    })
  /** The tree git itself makes of these files, through an index of its own. */
  function treeByGit(files: Readonly<Record<string, string>>): string {
    git('read-tree', '--empty')
    for (const [path, text] of Object.entries(files)) {
      writeFileSync(join(home, 'in'), text)
      const oid = git('hash-object', '-w', '--no-filters', join(home, 'in')).trim()
      git('update-index', '--add', '--cacheinfo', `100644,${oid},${path}`)
    }
    return git('write-tree').trim()
  }

  let fresh: FreshDatabase
  let database: Database
  let store: PostgresGitStore
  let head: string
  let first: string

  beforeAll(async () => {
    fresh = await freshDatabase()
    database = new Database({ url: fresh.url, maxConnections: 2 })
    const ids = new IdSource(clock, new SystemRandomness())
    store = new PostgresGitStore(database, ids, clock)
    await store.initRepository('policies')
    const commit = (path: string, content: string | null) =>
      store.commitFiles({
        repo: 'policies',
        branch: 'main',
        author,
        message: `change ${path}`,
        changes: [
          content === null ? { path, delete: true } : { path, bytes: Buffer.from(content) },
        ],
      })
    first = await commit('policies/spam/policy.md', '# Spam\n')
    await commit('policies/spam.old/policy.md', 'sorts before the folder spam/')
    await commit('policies/spam/cases.jsonl', '{"content":"ü"}\n')
    await commit('policies/spam.old/policy.md', null)
    head = await commit('policies/spam/policy.md', '# Spam, again\n')
    git('init', '--quiet', '--bare', '.')
    git('symbolic-ref', 'HEAD', 'refs/heads/main')
    await materialise(database, home)
    git('update-ref', 'refs/heads/main', head)
  })
  afterAll(async () => {
    rmSync(home, { recursive: true, force: true })
    await database.close()
    await fresh.close()
  })

  test('finds nothing wrong with any object', () => {
    expect(git('fsck', '--strict', '--full', '--no-dangling')).not.toMatch(/error|warning|missing/)
  })

  test('reads the same history, author and files', () => {
    const log = git('log', '--format=%H %an <%ae> %at %s', 'main').trim().split('\n')
    expect(log).toHaveLength(5)
    expect(log[0]).toBe(
      `${head} Zoë Ångström <zoe@example.com> 1700000000 change policies/spam/policy.md`,
    )
    expect(git('show', 'main:policies/spam/policy.md')).toBe('# Spam, again\n')
    expect(git('show', `${first}:policies/spam/policy.md`)).toBe('# Spam\n')
    expect(git('ls-tree', '-r', '--name-only', 'main').trim().split('\n')).toEqual([
      'policies/spam/cases.jsonl',
      'policies/spam/policy.md',
    ])
  })

  test('tells the same changes between any two commits', async () => {
    const commits = git('rev-list', 'main').trim().split('\n')
    for (const base of commits)
      for (const to of commits) {
        const theirs = git('diff-tree', '-r', '--no-renames', '--raw', '--abbrev=40', base, to)
        expect((await store.diffPaths('policies', base, to)).map(rawLine)).toEqual(
          theirs.trim() === '' ? [] : theirs.trim().split('\n').map(fromRaw),
        )
      }
  })

  test('names the tree of any set of files as we do, and every step towards it', async () => {
    const part = fc.constantFrom('a', 'a.b', 'a-b', 'a0', 'ab', 'B', 'ü', 'z z')
    const path = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'))
    const sets = fc.array(fc.dictionary(path, fc.string({ unit: 'grapheme' }), { maxKeys: 6 }), {
      minLength: 1,
      maxLength: 3,
    })
    let run = 0
    await fc.assert(
      fc.asyncProperty(sets, async (steps) => {
        const repo = `made-${run++}`
        await store.initRepository(repo)
        let held: Readonly<Record<string, string>> = {}
        for (const step of steps) {
          const next = withoutClashes(step)
          const commit = await store.commitFiles({
            ...{ repo, branch: 'main', author, message: 'm', allowSameTree: true },
            changes: [
              ...Object.keys(held).map((gone) => ({ path: gone, delete: true as const })),
              ...Object.entries(next).map(([at, text]) => ({ path: at, bytes: Buffer.from(text) })),
            ],
          })
          expect((await store.readCommit(repo, commit)).tree).toBe(treeByGit(next))
          held = next
        }
      }),
      { numRuns: 15 },
    )
  })

  test('gives a file the same name as we do', async () => {
    const oid = git('rev-parse', 'main:policies/spam/policy.md').trim()
    const rows = await database.query('SELECT FROM git_object WHERE oid = $1', [
      Buffer.from(oid, 'hex'),
    ])
    expect(rows).toHaveLength(1)
  })
})

/** Git has no file and folder of one name; of two that would clash the first stays. */
function withoutClashes(files: Readonly<Record<string, string>>): Record<string, string> {
  const kept: Record<string, string> = {}
  for (const [path, text] of Object.entries(files)) {
    const clashes = Object.keys(kept).some(
      (other) => other.startsWith(`${path}/`) || path.startsWith(`${other}/`),
    )
    if (!clashes) kept[path] = text
  }
  return kept
}

const none = '0'.repeat(40)
const rawLine = ({ base, head, path }: PathChange): string =>
  `${base ?? none} ${head ?? none} ${path}`

/** `:100644 100644 <base> <head> M<tab><path>` without modes and kind. */
function fromRaw(line: string): string {
  const [, base, head, path] = /^:\d+ \d+ (\w+) (\w+) \w\t(.*)$/.exec(line) ?? []
  return `${base} ${head} ${path}`
}

async function materialise(database: Database, home: string): Promise<void> {
  const rows = await database.query<{ oid: Buffer; type: string; content: Buffer }>(
    'SELECT oid, type, content FROM git_object',
  )
  for (const { oid, type, content } of rows) {
    if (!isObjectType(type)) throw new TypeError(`unexpected type ${type}`)
    const name = oid.toString('hex')
    mkdirSync(join(home, 'objects', name.slice(0, 2)), { recursive: true })
    writeFileSync(
      join(home, 'objects', name.slice(0, 2), name.slice(2)),
      deflateSync(objectBytes(type, content)),
    )
  }
}
