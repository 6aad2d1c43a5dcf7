import { PackageFault } from './package-fault.js'

/** A package to look into: a folder or a zip. What it gives is not believed. */
export abstract class PackageSource {
  /** Every file, below the folder that holds `bagit.txt`. */
  abstract paths(): Promise<readonly string[]>
  /** The bytes of one of them, in pieces. */
  abstract read(path: string): AsyncIterable<Uint8Array>
}

export const textOf = async (source: PackageSource, path: string): Promise<string> =>
  new TextDecoder().decode(await bytesOf(source, path))

/** No file that is read whole is longer, and no line of any: a package is not believed, and could unpack to anything. */
export const wholeFileBytes = 256 * 2 ** 20

/** Throws `FILE_TOO_LARGE` as soon as more comes. */
export async function bytesOf(
  source: PackageSource,
  path: string,
  mostBytes = wholeFileBytes,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of source.read(path)) {
    chunks.push(chunk)
    length += chunk.length
    if (length > mostBytes) throw tooLarge(path, 'file that is read whole', mostBytes)
  }
  const bytes = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}

/** The lines of a file, without their line feeds; the last one may lack its own. */
export async function* linesOf(
  source: PackageSource,
  path: string,
  mostBytes = wholeFileBytes,
): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest: string[] = []
  let length = 0
  for await (const chunk of source.read(path)) {
    const [first = '', ...more] = decoder.decode(chunk, { stream: true }).split('\n')
    rest.push(first)
    length += first.length
    if (length > mostBytes) throw tooLarge(path, 'line', mostBytes)
    if (more.length === 0) continue
    yield rest.join('')
    const last = more.pop() ?? ''
    yield* more
    rest = [last]
    length = last.length
  }
  const end = rest.join('')
  if (end !== '') yield end
}

const tooLarge = (path: string, what: string, mostBytes: number): PackageFault =>
  new PackageFault(
    'FILE_TOO_LARGE',
    path,
    `expected at most ${Math.floor(mostBytes / 2 ** 20)} MiB in a ${what}, saw more`,
  )
