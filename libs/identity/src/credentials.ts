import { IdentityError } from './identity-error.js'

export const passwordLength = { least: 12, most: 256 } as const

/** One spelling for one mailbox. */
export const normalEmail = (email: string): string => email.trim().toLowerCase()

/** Throws `EMAIL_INVALID`; a mailbox is only proven by mail, so the form is checked loosely. */
export function parseEmail(email: string): string {
  const normal = normalEmail(email)
  if (normal.length > 254 || !/^[^\s@\p{C}]+@[^\s@\p{C}]+$/u.test(normal))
    throw new IdentityError('EMAIL_INVALID', 'expected an address like name@host')
  return normal
}

/** Throws `NAME_INVALID` unless the name is 1 to 80 printable characters. */
export function parseName(name: string): string {
  const trimmed = name.trim()
  if (trimmed.length < 1 || trimmed.length > 80 || /\p{C}/u.test(trimmed))
    throw new IdentityError('NAME_INVALID', 'expected a name of 1 to 80 printable characters')
  return trimmed
}

/** Throws `PASSWORD_WEAK`. Length is what counts; what the address gives away does not add to it. */
export function requireStrongPassword(password: string, email: string): void {
  const { least, most } = passwordLength
  const own = password.toLowerCase().replaceAll(normalEmail(email).split('@')[0] ?? '', '')
  const fault =
    password.length > most
      ? `expected at most ${most} characters`
      : own.length < least
        ? `expected at least ${least} characters, not counting the address`
        : new Set(password).size < 5
          ? 'expected at least 5 different characters'
          : null
  if (fault) throw new IdentityError('PASSWORD_WEAK', fault)
}
