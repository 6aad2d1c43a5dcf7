/**
 * Every bench of every room and app, one after the other, each in a process of its own so that none
 * warms another. A bench prints its ratios; nothing is asserted. `npm run bench -- libs/inference` runs
 * the benches below that path.
 */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { ensureReady, root } from './bootstrap.mjs'
import { failLoudly } from './steps/fail.mjs'
import { workspaces } from './steps/places.mjs'
import { node } from './steps/run.mjs'

const wanted = process.argv.slice(2).filter((arg) => !arg.startsWith('-'))

const benches = workspaces()
  .map((place) => join(place, 'bench'))
  .filter((folder) => existsSync(join(root, folder)))
  .flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith('.mjs'))
      .map((name) => join(folder, name)),
  )
  .filter((path) => wanted.length === 0 || wanted.some((prefix) => path.startsWith(prefix)))

await ensureReady().catch(failLoudly)
for (const bench of benches) {
  process.stdout.write(`\n${bench}\n`)
  const { code } = await node(['--expose-gc', join(root, bench)], { echo: 'all' })
  if (code !== 0) {
    process.stderr.write(`assize: ${bench} ended with exit code ${code}\n`)
    process.exitCode = 1
  }
}
if (benches.length === 0) process.stderr.write(`assize: no bench in ${wanted.join(', ') || root}\n`)
