import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { cache, root } from './places.mjs'

const ignored = new Set(['node_modules', 'dist', 'build', '.cache'])

function* filesOf(path) {
  const full = join(root, path)
  if (!existsSync(full)) return
  if (!statSync(full).isDirectory()) return yield path
  for (const name of readdirSync(full).sort())
    if (!ignored.has(name)) yield* filesOf(join(path, name))
}

/** SHA-256 over names and bytes of files and folders, and the Node version that used them. */
export function digestOf(inputs) {
  const hash = createHash('sha256').update(process.version)
  for (const input of inputs)
    for (const file of filesOf(input))
      hash.update(`\0${file}\0`).update(readFileSync(join(root, file)))
  return hash.digest('hex')
}

const stampOf = (name) => join(cache, `${name}.stamp`)

export const isStamped = (name, digest) =>
  existsSync(stampOf(name)) && readFileSync(stampOf(name), 'utf8') === digest

export function stamp(name, digest) {
  mkdirSync(dirname(stampOf(name)), { recursive: true })
  writeFileSync(stampOf(name), digest)
}
