import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { projects, root } from './places.mjs'

const isTest = /\.(?:test|story)\.(?:tsx?|mjs)$/
const passedOver = new Set(['dist', 'generated', 'node_modules', 'build'])

function* filesBelow(house, folder) {
  if (!existsSync(join(house, folder))) return
  for (const entry of readdirSync(join(house, folder), { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`
    if (!entry.isDirectory()) yield path
    else if (!passedOver.has(entry.name)) yield* filesBelow(house, path)
  }
}

const testsIn = (house) =>
  [...projects(house).map(({ sources }) => sources), '.config/tests']
    .flatMap((folder) => [...filesBelow(house, folder)])
    .filter((file) => isTest.test(file))

/** A path as the sources have it, however it was typed. */
const plain = (path, house) =>
  path
    .replace(`${house}/`, '')
    .replace(/^\.\//, '')
    .replace(/\/(stories|test)\/dist(?=\/|$)/, '/$1')
    .replace(/\/dist(?=\/|$)/, '/src')
    .replace(/\.js$/, '')
    .replace(/\/$/, '')

const isStory = (file) => file.endsWith('.story.ts')

/** A story is named by its file, with or without its endings, or by its folder; a test by any pattern too. */
function names(path, file) {
  if (file === path || file.startsWith(`${path}/`) || file.startsWith(`${path}.`)) return true
  if (isStory(file)) return false
  try {
    return new RegExp(path).test(file)
  } catch {
    return false
  }
}

/** The source files that `path` names; none is a mistake worth one clear line, not a run that passes. */
export function testsNamed(path, house = root) {
  const wanted = plain(path, house)
  const found = testsIn(house).filter((file) => names(wanted, file))
  if (found.length > 0) return found
  const folder = wanted.replace(/\/[^/]*$/, '')
  const there = testsIn(house)
    .filter((file) => file.startsWith(`${folder}/`))
    .map((file) => file.slice(folder.length + 1).replace(isTest, ''))
    .filter((name) => !name.includes('/'))
  const shown = there.length > 12 ? [...there.slice(0, 12), '…'] : there
  throw new Error(
    `no test or story is named by ${path}${shown.length ? `; in ${folder} there are ${shown.join(', ')}` : ''}`,
  )
}
