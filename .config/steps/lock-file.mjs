import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, workspaces } from './places.mjs'

const readJson = (...path) => JSON.parse(readFileSync(join(root, ...path), 'utf8'))
const sections = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies']
const isFromRegistry = (resolved) => /^https?:|^git/.test(resolved)

/**
 * What would make `npm ci` fail or differ elsewhere, one line each: an optional build the lock does
 * not hold, a package tied to one registry, a manifest the lock has not caught up with.
 */
export function lockFileFaults() {
  const { packages } = readJson('package-lock.json')
  const manifests = ['', ...workspaces()]
  return [
    ...Object.entries(packages).flatMap(([place, entry]) => [
      ...missingBuilds(packages, place, entry),
      ...(entry.resolved && isFromRegistry(entry.resolved)
        ? [`${place} is tied to ${new URL(entry.resolved).host}: see .npmrc`]
        : []),
    ]),
    ...manifests.flatMap((folder) => differences(folder, packages[folder])),
  ]
}

/** npm looks for a dependency beside its parent first and then further up, like Node does. */
function missingBuilds(packages, place, { optionalDependencies = {} }) {
  const folders = place.split(/\/?node_modules\//)
  const above = folders.map((_, end) => folders.slice(0, end + 1).join('/node_modules/'))
  return Object.keys(optionalDependencies)
    .filter(
      (name) => !above.some((from) => packages[`${from ? `${from}/` : ''}node_modules/${name}`]),
    )
    .map((name) => `${place} wants ${name} on some platform and the lock has no entry for it`)
}

function differences(folder, locked) {
  if (!locked) return [`${folder} is not in package-lock.json: run npm install`]
  const manifest = readJson(folder, 'package.json')
  const same = (section) =>
    JSON.stringify(sorted(manifest[section])) === JSON.stringify(sorted(locked[section]))
  return sections
    .filter((section) => !same(section))
    .map(
      (section) =>
        `${folder || 'the root'}: ${section} differ from package-lock.json: run npm install`,
    )
}

const sorted = (names = {}) => Object.entries(names).sort(([a], [b]) => (a < b ? -1 : 1))
