import { bagDeclaration, bagFiles, parseManifestLine } from './bag.js'
import { PackageFault } from './package-fault.js'
import { linesOf, textOf, type PackageSource } from './package-source.js'

/** SHA-256 of pieces, in hex; hashing is not this room's own. */
export type Digest = (
  pieces: AsyncIterable<Uint8Array>,
) => Promise<{ sha256: string; sizeBytes: number }>

export interface CheckedBag {
  readonly files: number
  readonly bytes: number
  /** Of the payload. */
  readonly paths: ReadonlySet<string>
}

/** Every file is there with its digest, and none besides. Source: RFC 8493, section 3. */
export async function checkBag(source: PackageSource, digest: Digest): Promise<CheckedBag> {
  const present = new Set(await source.paths())
  for (const path of Object.values(bagFiles))
    if (!present.has(path)) throw new PackageFault('NOT_A_BAG', path, 'expected this file of a bag')
  if ((await textOf(source, bagFiles.declaration)).trim() !== bagDeclaration.trim())
    throw new PackageFault('NOT_A_BAG', bagFiles.declaration, 'expected BagIt 1.0 in UTF-8')
  const tags = await checkManifest(source, bagFiles.tagManifest, present, digest)
  const payload = await checkManifest(source, bagFiles.manifest, present, digest)
  for (const path of present)
    if (!payload.paths.has(path) && !tags.paths.has(path) && path !== bagFiles.tagManifest)
      throw new PackageFault('FILE_ADDED', path, 'no manifest names this file: it was added')
  for (const path of payload.paths)
    if (!path.startsWith('data/'))
      throw new PackageFault(
        'MANIFEST_MALFORMED',
        path,
        'expected files of the payload below data/',
      )
  await checkOxum(source, payload)
  return payload
}

async function checkManifest(
  source: PackageSource,
  manifest: string,
  present: ReadonlySet<string>,
  digest: Digest,
): Promise<CheckedBag> {
  const paths = new Set<string>()
  let bytes = 0
  let number = 0
  for await (const line of linesOf(source, manifest)) {
    number += 1
    const parsed = parseManifestLine(line)
    if (!parsed)
      throw new PackageFault(
        'MANIFEST_MALFORMED',
        manifest,
        `expected a digest and a path within the package in line ${number}`,
      )
    const { path, sha256 } = parsed
    if (paths.has(path))
      throw new PackageFault('MANIFEST_MALFORMED', path, `${manifest} names this file twice`)
    if (!present.has(path))
      throw new PackageFault(
        'FILE_MISSING',
        path,
        `${manifest} names this file, and it is not there`,
      )
    const found = await digest(source.read(path))
    if (found.sha256 !== sha256)
      throw new PackageFault(
        'DIGEST_MISMATCH',
        path,
        `this is not the file that ${manifest} was made over`,
      )
    paths.add(path)
    bytes += found.sizeBytes
  }
  return { paths, bytes, files: paths.size }
}

async function checkOxum(source: PackageSource, { files, bytes }: CheckedBag): Promise<void> {
  const info = await textOf(source, bagFiles.info)
  const [, stated] = /^Payload-Oxum: (\d+\.\d+)$/m.exec(info) ?? []
  if (stated !== undefined && stated !== `${bytes}.${files}`)
    throw new PackageFault(
      'DESCRIPTION_DIFFERS',
      bagFiles.info,
      `expected a payload of ${stated} (bytes, files), saw ${bytes}.${files}`,
    )
}
