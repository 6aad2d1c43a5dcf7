import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { IdSource, SystemClock, SystemRandomness } from '@assize/kernel'
import { Database } from '@assize/platform'
import { freshDatabase, type FreshDatabase } from '@assize/testing'
import { isObjectType, objectBytes } from '../index.js'
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
  let fresh: FreshDatabase
  let database: Database
  let head: string
  let first: string

  beforeAll(async () => {
    fresh = await freshDatabase()
    database = new Database({ url: fresh.url, maxConnections: 2 })
    const ids = new IdSource(clock, new SystemRandomness())
    const store = new PostgresGitStore(database, ids, clock)
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

  test('gives a file the same name as we do', async () => {
    const oid = git('rev-parse', 'main:policies/spam/policy.md').trim()
    const rows = await database.query('SELECT FROM git_object WHERE oid = $1', [
      Buffer.from(oid, 'hex'),
    ])
    expect(rows).toHaveLength(1)
  })
})

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
