/** A package to look into: a folder or a zip. What it gives is not believed. */
export abstract class PackageSource {
  /** Every file, below the folder that holds `bagit.txt`. */
  abstract paths(): Promise<readonly string[]>
  /** The bytes of one of them, in pieces. */
  abstract read(path: string): AsyncIterable<Uint8Array>
}

export const textOf = async (source: PackageSource, path: string): Promise<string> =>
  new TextDecoder().decode(await bytesOf(source, path))

export async function bytesOf(source: PackageSource, path: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of source.read(path)) chunks.push(chunk)
  const bytes = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}

/** The lines of a file, without their line feeds; the last one may lack its own. */
export async function* linesOf(source: PackageSource, path: string): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of source.read(path)) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = parts.pop() ?? ''
    yield* parts
  }
  if (rest !== '') yield rest
}
