import { ImportError } from './import-error.js'

export const uploadLimits = {
  tracesBytes: 2 * 1024 ** 3,
  indexBytes: 4 * 1024 ** 2,
  policyBytes: 1024 ** 2,
  policyFiles: 1001,
  /** At once, over all people. */
  waiting: 20,
  /** What nobody imported goes after a day. */
  keptMs: 86_400_000,
} as const

const policyFile = /^policies\/(?!\.)[\w.@+-]{1,150}\.txt$/

/** The files a bundle is made of, and no others: names from outside never reach the file system. */
export function parseUploadPath(path: string): string {
  const known = path === 'traces.jsonl' || path === 'policies/index.json' || policyFile.test(path)
  if (known) return path
  throw new ImportError(
    'UPLOAD_REFUSED',
    'expected traces.jsonl, policies/index.json or policies/<name>.txt',
  )
}

export const sizeLimitOf = (path: string): number =>
  path === 'traces.jsonl'
    ? uploadLimits.tracesBytes
    : path === 'policies/index.json'
      ? uploadLimits.indexBytes
      : uploadLimits.policyBytes
