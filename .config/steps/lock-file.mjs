import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, workspaces } from './places.mjs'

const readJson = (...path) => JSON.parse(readFileSync(join(...path), 'utf8'))
const sections = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies']
const isFromRegistry = (resolved) => /^https?:|^git/.test(resolved)

/**
 * What would make `npm ci` fail or differ elsewhere, one line each: an optional build the lock does
 * not hold, a package tied to one registry, a manifest the lock has not caught up with.
 */
export function lockFileFaults(house = root) {
  const { packages } = readJson(house, 'package-lock.json')
  const manifests = ['', ...workspaces(house)]
  return [
    ...Object.entries(packages).flatMap(([place, entry]) => [
      ...missingBuilds(packages, place, entry),
      ...(entry.resolved && isFromRegistry(entry.resolved)
        ? [`${place} is tied to ${new URL(entry.resolved).host}: see .npmrc`]
        : []),
    ]),
    ...manifests.flatMap((folder) => differences(house, folder, packages[folder])),
  ]
}

function missingBuilds(packages, place, { optionalDependencies = {} }) {
  const has = (name, folder) => packages[`${folder && `${folder}/`}node_modules/${name}`]
  return Object.keys(optionalDependencies)
    .filter((name) => !upwards(place).some((folder) => has(name, folder)))
    .map((name) => `${place} wants ${name} on some platform and the lock has no entry for it`)
}

/** The folders whose `node_modules` a package looks into, its own first, the root's last. */
function upwards(place) {
  const above = place.slice(0, Math.max(0, place.lastIndexOf('node_modules/') - 1))
  return place === '' ? [''] : [place, ...upwards(above)]
}

function differences(house, folder, locked) {
  if (!locked) return [`${folder} is not in package-lock.json: run npm install`]
  const manifest = readJson(house, folder, 'package.json')
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
