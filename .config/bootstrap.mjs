/**
 * From a bare clone to something that runs, with Node's built-ins alone.
 * Each step looks at content, not at times, and does nothing when nothing changed.
 */
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { consoleProgress } from './steps/console-progress.mjs'
import { exclusively } from './steps/exclusively.mjs'
import { root } from './steps/places.mjs'
import { pruneOrphans } from './steps/prune.mjs'
import { nodeOrFail, run, StepFailed } from './steps/run.mjs'
import { digestOf, isStamped, stamp } from './steps/stamp.mjs'

export { consoleProgress, silentProgress } from './steps/console-progress.mjs'
export { StepFailed } from './steps/run.mjs'
export { root } from './steps/places.mjs'

/** Runs one step under the build lock, unless `isReady` says so before or after the wait for it. */
async function step(name, isReady, work, progress = consoleProgress()) {
  if (isReady()) return false
  const start = performance.now()
  try {
    return await exclusively(
      async () => {
        if (isReady()) return false
        progress.started(name)
        await work()
        progress.done(name, performance.now() - start)
        return true
      },
      (pid) => progress.waiting(name, pid),
    )
  } catch (error) {
    progress.failed(name)
    throw error
  }
}

/** npm writes what it installed as its last act, so an interrupted install reads as none. */
function isInstalled() {
  const installedLock = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(installedLock)) return false
  const packagesOf = (path) => JSON.parse(readFileSync(path, 'utf8')).packages
  const installed = packagesOf(installedLock)
  const wanted = Object.entries(packagesOf(join(root, 'package-lock.json')))
  return wanted.every(([place, { version, optional }]) => {
    if (!place.includes('node_modules/')) return true
    return installed[place] ? installed[place].version === version : optional
  })
}

/** Dependencies exactly as the lock file says. No install script is run or needed. */
export const ensureInstalled = ({ progress } = {}) =>
  step(
    'install dependencies',
    isInstalled,
    async () => {
      const args = ['ci', '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund']
      const { code, output } = process.env.npm_execpath
        ? await run(process.execPath, [process.env.npm_execpath, ...args])
        : await run('npm', args)
      if (code !== 0) throw new StepFailed('npm ci failed', output)
    },
    progress,
  )

const generated = join(root, 'libs', 'platform', 'src', 'generated', 'client.ts')
const schemaDigest = () =>
  digestOf(['prisma/schema', 'prisma.config.ts', 'node_modules/prisma/package.json'])

/** The Prisma client, from `prisma/schema`. */
export const ensureGenerated = ({ progress } = {}) =>
  step(
    'generate the database client',
    () => existsSync(generated) && isStamped('prisma', schemaDigest()),
    async () => {
      const digest = schemaDigest()
      await nodeOrFail('prisma generate failed', [bin('prisma', 'prisma'), 'generate'])
      stamp('prisma', digest)
    },
    progress,
  )

/** Rooms and apps, tests included, all or `only` those; tsc itself knows what is stale. */
export const ensureCompiled = ({ progress, only = [] } = {}) =>
  step(
    'compile',
    () => false,
    async () => {
      pruneOrphans()
      await nodeOrFail('the sources do not compile', [bin('typescript', 'tsc'), '-b', ...only])
    },
    progress,
  )

const admin = join('apps', 'admin')
const webDigest = () =>
  digestOf([
    admin,
    // What the page verifies with.
    join('libs', 'kernel', 'src'),
    join('libs', 'tlog', 'src'),
    join('apps', 'api', 'schema.graphql'),
    'tsconfig.base.json',
    'package-lock.json',
  ])

/** The admin, built into `apps/admin/build`. */
export const ensureWebBuilt = ({ progress } = {}) =>
  step(
    'build the admin',
    () => existsSync(join(root, admin, 'build', 'index.html')) && isStamped('web', webDigest()),
    async () => {
      const digest = webDigest()
      await nodeOrFail('the admin does not build', [bin('vite', 'vite', admin), 'build'], {
        cwd: join(root, admin),
        env: { NODE_ENV: 'production' },
      })
      stamp('web', digest)
    },
    progress,
  )

/** All of it, in order. */
export async function ensureReady({ progress = consoleProgress() } = {}) {
  await ensureInstalled({ progress })
  await ensureGenerated({ progress })
  await ensureCompiled({ progress })
  await ensureWebBuilt({ progress })
}

/** The script behind a package's command, as seen from `from`; only callable once installed. */
export function bin(packageName, command, from = '.') {
  // Looked for by hand, since a package may refuse to have its package.json resolved.
  const folders = createRequire(join(root, from, 'package.json')).resolve.paths(packageName)
  const home = folders
    .map((folder) => join(folder, packageName))
    .find((folder) => existsSync(join(folder, 'package.json')))
  if (!home) throw new StepFailed(`${packageName} is not installed: run npm ci`)
  const { bin } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'))
  return join(home, typeof bin === 'string' ? bin : bin[command])
}
