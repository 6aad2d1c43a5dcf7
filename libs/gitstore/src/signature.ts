import { GitError } from './git-error.js'

/** Who made a commit, and when. Git keeps whole seconds; the zone is always +0000. */
export interface Signature {
  readonly name: string
  readonly email: string
  readonly at: Date
}

/** Throws `SIGNATURE_REFUSED` for anything that would end the header line or its parts early. */
export function checkSignature(signature: Signature): Signature {
  for (const part of ['name', 'email'] as const)
    if (signature[part].trim() === '' || /[<>\p{Cc}\p{Cs}]/u.test(signature[part]))
      throw new GitError(
        'SIGNATURE_REFUSED',
        `expected the ${part} of a commit to be one line without angle brackets`,
        { part },
      )
  const seconds = signature.at.getTime() / 1000
  if (!(seconds >= 0))
    throw new GitError('SIGNATURE_REFUSED', 'expected an instant of 1970 or later', {})
  return signature
}
