/**
 * @bench git
 * What git's own client waits for when it clones from policies.git and pushes to it, against `git http-backend` with the
 * same repository on the same machine, as ratios. Options: --commits N.
 */
import 'reflect-metadata'
import { execFile, execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs, promisify } from 'node:util'
import { mintApiKey } from '@assize/identity'
import { seedIdentities } from '@assize/identity/nest'
import { SystemRandomness } from '@assize/kernel'
import { Config, Database } from '@assize/platform'
import { migrate, startEmbeddedPostgres } from '@assize/platform/embedded'
import { createApi } from '../dist/create-api.js'
import { startHttpBackend } from './parts/http-backend.mjs'
import { makeHistory } from './parts/made-history.mjs'

const { values } = parseArgs({ options: { commits: { type: 'string' } }, strict: false })
const commits = Number(values.commits ?? 3_000)
const run = promisify(execFile)
const home = mkdtempSync(join(tmpdir(), 'assize-bench-git-'))
const env = { ...process.env, HOME: home, GIT_CONFIG_GLOBAL: '/dev/null', GIT_TERMINAL_PROMPT: '0' }
const git = (...args) => run('git', args, { cwd: home, env })

try {
  execFileSync('git', ['--version'], { stdio: 'ignore' })
} catch {
  process.stdout.write('no git client on this machine: nothing is measured\n')
  process.exit(0)
}

const { url: databaseUrl, stop } = await startEmbeddedPostgres({ dataDir: join(home, 'database') })
await migrate({ url: databaseUrl })
const secrets = join(home, 'secrets.json')
writeFileSync(secrets, JSON.stringify({ contentHmacKey: 'k'.repeat(64) }))
const config = Config.read({
  ...{ DATABASE_URL: databaseUrl, ASSIZE_SECRETS_FILE: secrets, PORT: '0', LOG_LEVEL: 'silent' },
})
const database = new Database({ url: databaseUrl, maxConnections: 2 })
const key = mintApiKey(new SystemRandomness())
await seedIdentities(
  database,
  {
    users: {
      'policy-author': { email: 'author@assize.example', password: 'correct horse battery' },
    },
    apiKeys: { 'policy-author': key },
  },
  {},
)
const app = await createApi(config)
await app.listen({ port: 0, host: '127.0.0.1' })
const backend = await startHttpBackend(home)

const ours = `${(await app.getUrl()).replace('http://', `http://bench:${key}@`)}/git/policies.git`
const theirs = `${backend.url}/theirs.git`

let clones = 0
const clone = (url, ...options) =>
  git('clone', '--quiet', '--bare', '--branch', 'work', ...options, url, `clone-${clones++}`)
const eight = (url) => Promise.all(Array.from({ length: 8 }, () => clone(url)))

try {
  await git('init', '--quiet', '--bare', 'source.git')
  await git('init', '--quiet', '--bare', 'theirs.git')
  await git('-C', 'theirs.git', 'config', 'http.receivepack', 'true')
  await git('-C', 'theirs.git', 'config', 'receive.fsckObjects', 'true')
  await makeHistory(join(home, 'source.git'), commits)
  const { stdout } = await git('-C', 'source.git', 'count-objects', '-v')
  const objects = /in-pack: (\d+)/.exec(stdout)?.[1]
  process.stdout.write(`${commits} commits, ${objects} objects\n`)

  const push = (url, ref) => git('-C', 'source.git', 'push', '--quiet', url, ref)
  await compare('push of all of it', (url) => push(url, 'work'))
  await compare('first clone', (url) => clone(url))
  await compare('later clone', (url) => clone(url), 5)
  await compare('clone of one commit', (url) => clone(url, '--depth', '1'), 5)
  await compare('eight clones at once', eight)
  await git('clone', '--quiet', '--branch', 'work', 'source.git', 'more')
  await compare(
    'push of one commit',
    async (url) => {
      const branch = `one-${clones++}`
      await git(
        '-C',
        'more',
        '-c',
        'user.name=B',
        '-c',
        'user.email=b@example.com',
        'commit',
        '--quiet',
        '--allow-empty',
        '-m',
        branch,
      )
      await git('-C', 'more', 'push', '--quiet', url, `HEAD:refs/heads/${branch}`)
    },
    5,
  )
  await compare('clone after a push', (url) => clone(url))
} finally {
  await app.close()
  await backend.close()
  await database.close()
  await stop()
  rmSync(home, { recursive: true, force: true })
}

/** The middle of `times` runs each, one after the other. */
async function compare(what, work, times = 1) {
  const took = { ours: [], theirs: [] }
  for (let n = 0; n < times; n++) {
    took.ours.push(await seconds(() => work(ours)))
    took.theirs.push(await seconds(() => work(theirs)))
  }
  const [a, b] = [middle(took.ours), middle(took.theirs)]
  const figures = `${a.toFixed(2)} s against ${b.toFixed(2)} s of git http-backend`
  process.stdout.write(`${what}: ${(a / b).toFixed(2)}   (${figures})\n`)
}

async function seconds(work) {
  const from = performance.now()
  await work()
  return (performance.now() - from) / 1000
}

function middle(numbers) {
  return numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)]
}
