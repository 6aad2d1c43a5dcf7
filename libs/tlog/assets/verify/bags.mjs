import { createHash } from 'node:crypto'
import { closeSync, openSync, readFileSync, readSync, readdirSync, statSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'
import { Fault } from './faults.mjs'

export function digestOf(path) {
  const hash = createHash('sha256')
  const chunk = Buffer.alloc(1 << 20)
  const file = openSync(path, 'r')
  try {
    for (let read; (read = readSync(file, chunk)) > 0;) hash.update(chunk.subarray(0, read))
  } finally {
    closeSync(file)
  }
  return hash.digest('hex')
}

function filesUnder(folder, below = folder) {
  return readdirSync(below, { withFileTypes: true }).flatMap((entry) => {
    const path = join(below, entry.name)
    if (entry.isDirectory()) return filesUnder(folder, path)
    const name = relative(folder, path).split(sep).join('/')
    if (!entry.isFile())
      throw new Fault(name, 'it is a link or no file: what it leads to is not in the package')
    return [name]
  })
}

/** RFC 8493: every file a manifest names is there with its digest. Gives the names. */
function checkManifest(folder, manifest) {
  const names = new Set()
  for (const line of readFileSync(join(folder, manifest), 'utf8').split('\n').filter(Boolean)) {
    const [, digest, written] = /^([0-9a-f]{64})[ \t]+(.+)$/.exec(line) ?? []
    if (digest === undefined) throw new Fault(manifest, 'a line is not a digest and a path')
    const name = written.replace(/%(0A|0D|25)/g, (_, code) =>
      String.fromCharCode(parseInt(code, 16)),
    )
    const path = resolve(folder, name)
    if (!path.startsWith(resolve(folder) + sep))
      throw new Fault(manifest, 'a path leads out of the package')
    if (names.has(name)) throw new Fault(name, `${manifest} names it twice`)
    if (!isFile(path)) throw new Fault(name, `${manifest} names it, and it is not there`)
    if (digestOf(path) !== digest)
      throw new Fault(name, `it is not the file ${manifest} was made over`)
    names.add(name)
  }
  return names
}

export const isFile = (path) => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false

export function checkBag(folder) {
  const present = filesUnder(folder)
  const declaration = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8'
  if (
    !isFile(join(folder, 'bagit.txt')) ||
    readFileSync(join(folder, 'bagit.txt'), 'utf8').trim() !== declaration
  )
    throw new Fault('bagit.txt', 'this is not a BagIt 1.0 package')
  for (const manifest of ['manifest-sha256.txt', 'tagmanifest-sha256.txt'])
    if (!isFile(join(folder, manifest))) throw new Fault(manifest, 'it is not there')
  const tags = checkManifest(folder, 'tagmanifest-sha256.txt')
  const payload = checkManifest(folder, 'manifest-sha256.txt')
  for (const name of present)
    if (!payload.has(name) && !tags.has(name) && name !== 'tagmanifest-sha256.txt')
      throw new Fault(name, 'no manifest names it: it was added')
  return payload
}

/** The lines of a file of any size. */
export function* linesOf(path) {
  const file = openSync(path, 'r')
  const chunk = Buffer.alloc(1 << 20)
  let rest = Buffer.alloc(0)
  try {
    for (let read; (read = readSync(file, chunk)) > 0;) {
      rest = Buffer.concat([rest, chunk.subarray(0, read)])
      for (let end; (end = rest.indexOf(10)) >= 0; rest = rest.subarray(end + 1))
        yield rest.toString('utf8', 0, end)
    }
  } finally {
    closeSync(file)
  }
  if (rest.length > 0) yield rest.toString()
}
