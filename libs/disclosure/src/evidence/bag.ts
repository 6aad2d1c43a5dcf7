import { sha256Hex } from '@assize/kernel'

/** What makes a folder a bag. Source: RFC 8493, as all of this file. */
export const bagDeclaration = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n'

export const bagFiles = {
  declaration: 'bagit.txt',
  info: 'bag-info.txt',
  manifest: 'manifest-sha256.txt',
  tagManifest: 'tagmanifest-sha256.txt',
} as const

export interface BagInfo {
  /** Of the payload: bytes and files. */
  readonly payloadBytes: number
  readonly payloadFiles: number
  /** The log whose records these are. */
  readonly origin: string
  readonly checkpointAt: Date
}

/** Says of the bag what does not change when it is made again. */
export const bagInfo = ({ payloadBytes, payloadFiles, origin, checkpointAt }: BagInfo): string =>
  [
    `Source-Organization: ${origin}`,
    'External-Description: Evidence package of the record, with proofs. VERIFY.md says how to check it.',
    `Bagging-Date: ${checkpointAt.toISOString().slice(0, 10)}`,
    `Payload-Oxum: ${payloadBytes}.${payloadFiles}`,
    'Bag-Software-Agent: Assize',
    'Internal-Sender-Description: Bagging-Date is the day of the checkpoint; data/package.json says who asked, when and why.',
    '',
  ].join('\n')

/** A line of a manifest. A line break in a path would be another line, and is written as RFC 8493 says. */
export const manifestLine = (sha256: string, path: string): string =>
  `${sha256}  ${path.replaceAll('%', '%25').replaceAll('\n', '%0A').replaceAll('\r', '%0D')}\n`

export interface ManifestLine {
  readonly sha256: string
  readonly path: string
}

/** Null for what is no line of a manifest, and for a path that leads out of the bag. */
export function parseManifestLine(line: string): ManifestLine | null {
  const [, sha256, encoded] = /^([0-9a-fA-F]{64})[ \t]+\*?(.+)$/.exec(line) ?? []
  if (sha256 === undefined || encoded === undefined) return null
  const path = encoded.replace(/%0A/gi, '\n').replace(/%0D/gi, '\r').replaceAll('%25', '%')
  return isWithin(path) ? { sha256: sha256.toLowerCase(), path } : null
}

/** Relative, forward, and without a step up: everything else could name a file outside. */
export const isWithin = (path: string): boolean =>
  path !== '' &&
  !path.includes('\\') &&
  !path.includes('\0') &&
  !/^[a-z]:/i.test(path) &&
  path.split('/').every((part) => part !== '' && part !== '.' && part !== '..')

export const tagManifest = (tags: ReadonlyMap<string, Uint8Array | string>): string =>
  [...tags].map(([path, bytes]) => manifestLine(sha256Hex(bytes), path)).join('')
