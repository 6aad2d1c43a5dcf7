import { GitError } from './git-error.js'

/** Separators of other systems, control characters, halves of pairs, and what some file systems read over. */
const refused = /[/\\:\p{Cc}\p{Cf}\p{Cs}]/u
const gitsOwn = /^\.git|^git~\d/i

/** One part of a path that any client can check out: never git's own, never a way up. */
export const isPlainName = (name: string): boolean =>
  name !== '' && name !== '.' && name !== '..' && !refused.test(name) && !gitsOwn.test(name)

/**
 * Refuses a path that some client could not check out safely: each part is a plain name, never git's own.
 * Throws `PATH_REFUSED`.
 */
export function checkPath(path: string): string {
  if (!path.split('/').every(isPlainName) || Buffer.byteLength(path) > 1024)
    throw new GitError(
      'PATH_REFUSED',
      'expected a relative path of plain names with slashes between',
      {
        characters: path.length,
      },
    )
  return path
}
