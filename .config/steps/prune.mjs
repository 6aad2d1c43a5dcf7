import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { projects, root } from './places.mjs'

const emitted = /(\.d)?\.(js|jsx|mjs|ts|mts)(\.map)?$/
const sourceEndings = ['.ts', '.tsx', '.mts']

function* filesIn(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* filesIn(path)
    else yield path
  }
}

/**
 * Deletes compiled files whose source is gone: tsc leaves them, and Jest would go on running them.
 * Returns how many went.
 */
export function pruneOrphans(house = root) {
  let pruned = 0
  for (const { folder, sources } of projects(house)) {
    const dist = join(house, folder, 'dist')
    if (!existsSync(dist)) continue
    if (!existsSync(join(house, folder, 'tsconfig.json'))) {
      rmSync(dist, { recursive: true })
      pruned++
      continue
    }
    for (const file of filesIn(dist)) {
      if (!emitted.test(file)) continue
      const stem = join(house, sources, relative(dist, file).replace(emitted, ''))
      if (sourceEndings.some((ending) => existsSync(stem + ending))) continue
      rmSync(file)
      pruned++
    }
  }
  return pruned
}
