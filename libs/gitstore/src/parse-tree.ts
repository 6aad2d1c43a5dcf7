import { isPlainName } from './git-path.js'
import type { Oid } from './git-object.js'
import { unfit } from './parse-lines.js'

export interface TreeEntry {
  readonly name: string
  readonly kind: 'file' | 'folder'
  readonly oid: Oid
}

const oidBytes = 20
const mostNameBytes = 255
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** What modes other than a plain file's and a folder's mean, for whoever pushed them. */
const refusedModes: Readonly<Record<string, string>> = {
  '100755': 'an executable file',
  '100664': 'a file others may write',
  '120000': 'a symbolic link',
  '160000': 'a submodule',
}

/** The entries of a tree of plain files and folders, in git's order, each once. Throws `OBJECT_REFUSED`. */
export function parseTree(content: Uint8Array): readonly TreeEntry[] {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength)
  const entries: TreeEntry[] = []
  const names = new Set<string>()
  let before: Buffer | null = null
  for (let at = 0; at < bytes.length;) {
    const space = bytes.indexOf(0x20, at)
    const zero = bytes.indexOf(0, at)
    const next = zero + 1 + oidBytes
    if (space < 0 || zero < space || next > bytes.length) throw unfit('a tree of whole entries')
    const kind = kindOf(bytes.toString('latin1', at, Math.min(space, at + 8)))
    const raw = bytes.subarray(space + 1, zero)
    const name = nameOf(raw)
    const key = kind === 'folder' ? Buffer.concat([raw, Buffer.from('/')]) : raw
    if (names.has(name) || (before && Buffer.compare(before, key) >= 0))
      throw unfit('the entries of a tree in order, each once')
    names.add(name)
    before = key
    entries.push({ name, kind, oid: bytes.toString('hex', zero + 1, next) })
    at = next
  }
  return entries
}

function kindOf(mode: string): TreeEntry['kind'] {
  if (mode === '100644') return 'file'
  if (mode === '40000') return 'folder'
  throw unfit(`plain files (100644) and folders, saw ${refusedModes[mode] ?? 'another mode'}`)
}

function nameOf(raw: Buffer): string {
  let name: string
  try {
    name = utf8.decode(raw)
  } catch (cause) {
    throw unfit('names in UTF-8', cause)
  }
  if (!isPlainName(name) || raw.length > mostNameBytes)
    throw unfit(
      'names that every client can check out: no ".", "..", ".git…", "git~1", backslash, colon or control character',
    )
  return name
}
