/**
 * Every bench of every room and app, one after the other, each in a process of its own so that none
 * warms another. A bench prints its ratios; nothing is asserted. `npm run bench -- libs/inference` runs
 * the benches below that path, `npm run bench -- record` those that say in their first lines that they
 * belong to it: `@bench record`. What follows from the first option on is handed to each:
 * `npm run bench -- record --rows 10000000`.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ensureReady, root } from './bootstrap.mjs'
import { failLoudly } from './steps/fail.mjs'
import { workspaces } from './steps/places.mjs'
import { node } from './steps/run.mjs'

const args = process.argv.slice(2)
const firstOption = args.findIndex((arg) => arg.startsWith('-'))
const wanted = firstOption < 0 ? args : args.slice(0, firstOption)
const options = firstOption < 0 ? [] : args.slice(firstOption)

/** The names a bench gives itself, beside its path. */
const namesOf = (path) => {
  const start = readFileSync(join(root, path), 'utf8').slice(0, 2_000)
  return (/@bench ([\w ,-]+)/.exec(start)?.[1] ?? '').split(/[ ,]+/).filter(Boolean)
}
const isWanted = (path) =>
  wanted.length === 0 ||
  wanted.some((each) => path.startsWith(each) || namesOf(path).includes(each))

const benches = workspaces()
  .map((place) => join(place, 'bench'))
  .filter((folder) => existsSync(join(root, folder)))
  .flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith('.mjs'))
      .map((name) => join(folder, name)),
  )
  .filter(isWanted)

await ensureReady().catch(failLoudly)
for (const bench of benches) {
  process.stdout.write(`\n${bench}\n`)
  const { code } = await node(['--expose-gc', join(root, bench), ...options], { echo: 'all' })
  if (code !== 0) {
    process.stderr.write(`assize: ${bench} ended with exit code ${code}\n`)
    process.exitCode = 1
  }
}
if (benches.length === 0) process.stderr.write(`assize: no bench in ${wanted.join(', ') || root}\n`)
