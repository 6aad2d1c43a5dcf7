import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { randomBytes } from 'node:crypto'

/** 256 bits, safe in URLs and shells. */
export const randomSecret = (): string => randomBytes(32).toString('base64url')

/** Replaces a file that only its owner may read, whole or not at all. */
export function writeSecretFile(file: string, content: unknown): void {
  writeFileSync(`${file}.new`, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 })
  renameSync(`${file}.new`, file)
}

export function findSecretFile<T>(file: string): T | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new Error(`${file} cannot be read: ${(error as Error).message}`, { cause: error })
  }
}

/** A seed to sign with, the log's or git's, in the form secrets files hold. */
export const newSigningSeed = (): { readonly seed: string } => ({
  seed: randomBytes(32).toString('base64'),
})

interface Secrets {
  readonly contentHmacKey?: string
  readonly logKeys?: readonly { readonly seed: string }[]
  readonly gitKeys?: readonly { readonly seed: string }[]
}

/** The keys this installation signs and fingerprints with; losing them breaks what was recorded. */
export function ensureSecrets(file: string): void {
  const found = findSecretFile<Secrets>(file)
  if (found?.contentHmacKey && found.logKeys && found.gitKeys) return
  const made = {
    contentHmacKey: randomSecret(),
    sessionSecret: randomSecret(),
    logKeys: [newSigningSeed()],
    gitKeys: [newSigningSeed()],
  }
  writeSecretFile(file, { ...made, ...found })
}
