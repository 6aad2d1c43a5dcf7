import { expect, test } from '@jest/globals'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../steps/places.mjs'

const text = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8')
const isPath = (quoted) => /^(?:apps|libs|prisma|\.config)\/\S+$|^\S+\.(?:md|json)$/.test(quoted)
const paths = [...text.matchAll(/`([^`]+)`/g)].map(([, quoted]) => quoted).filter(isPath)

const passedBy = new Set(['node_modules', 'dist', 'build', '.git', '.data', 'test-results'])
const everything = readdirSync(root, { withFileTypes: true }).flatMap(function below(entry) {
  const path = join(entry.parentPath, entry.name)
  if (passedBy.has(entry.name)) return []
  const inside = entry.isDirectory()
    ? readdirSync(path, { withFileTypes: true }).flatMap((child) => below(child))
    : []
  return [path.slice(root.length + 1), ...inside]
})

/** `libs/<room>/src/nest/<room>.module.ts` is there if one room fits both places. */
function isThere(path) {
  const named = new Set()
  const pattern = path.replace(/[.]/g, '\\.').replace(/<(\w+)>/g, (_, name) => {
    if (named.has(name)) return `\\k<${name}>`
    named.add(name)
    return `(?<${name}>[^/]+)`
  })
  return everything.some((candidate) => new RegExp(`^${pattern}$`).test(candidate))
}

test.each([...new Set(paths)])('the checklists name what is there: %s', (path) => {
  expect(isThere(path)).toBe(true)
})
