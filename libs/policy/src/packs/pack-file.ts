import { isStorableText } from '@assize/kernel'

/** A file of a pack: its path with forward slashes, and what it holds. */
export interface PackFile {
  readonly path: string
  readonly bytes: Uint8Array
}

/** Why a file of a pack was left out, or a policy of it could not be read. */
export interface PackProblem {
  readonly path: string
  readonly message: string
}

/** UTF-8 without a byte order mark; null for anything else. */
export function textOf({ bytes }: PackFile): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return isStorableText(text) ? text : null
  } catch {
    return null
  }
}

export const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')))

export const fileOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

/** `policies/Hate speech.md` → `Hate speech`. */
export const stemOf = (path: string): string => fileOf(path).replace(/\.[A-Za-z0-9]+$/, '')
