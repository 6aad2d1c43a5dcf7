import { isStorableText } from '@assize/kernel'
import { PolicyError } from './policy-error.js'

export const maxTextBytes = 1024 * 1024

/** The text of stored bytes; a byte order mark stays, so that the bytes can be had back. Throws `TEXT_NOT_UTF8`. */
export function readPolicyText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (cause) {
    throw new PolicyError('TEXT_NOT_UTF8', 'expected UTF-8, saw bytes that are none', {}, { cause })
  }
}

/** Bytes that may be anything, for people to look at: what is no UTF-8 is shown as U+FFFD. */
export const showText = (bytes: Uint8Array): string =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)

/** Refuses what cannot be sent to a model byte for byte. */
export function checkPolicyText(text: string, what = 'policy text'): string {
  if (text.trim() === '') throw new PolicyError('TEXT_EMPTY', `expected a ${what}, saw none`)
  return checkStorable(text, what)
}

/** As `checkPolicyText`, for files that may be empty. */
export function checkStorable(text: string, what: string): string {
  const sizeBytes = new TextEncoder().encode(text).length
  if (sizeBytes > maxTextBytes)
    throw new PolicyError('TEXT_TOO_LONG', `expected a ${what} of at most 1 MiB`, { sizeBytes })
  if (text.includes('\0'))
    throw new PolicyError('TEXT_HAS_NUL', `expected a ${what} without NUL`, {
      at: text.indexOf('\0'),
    })
  if (/\p{Cs}/u.test(text))
    throw new PolicyError('TEXT_NOT_UTF8', `expected a ${what} of whole characters`)
  return text
}

/** What people say of a change, without blanks around it; it may be nothing. Throws `MESSAGE_REFUSED`. */
export function checkWords(words: string, what: string): string {
  const trimmed = words.trim()
  if (trimmed.length > 4000 || !isStorableText(trimmed))
    throw new PolicyError('MESSAGE_REFUSED', `expected a ${what} of at most 4,000 characters`, {
      characters: trimmed.length,
    })
  return trimmed
}

/** Refuses texts inside a value that JSON can write and the database cannot hold. */
export function checkStorableValue<T>(value: T, what: string): T {
  if (!isStorable(value))
    throw new PolicyError('TEXT_HAS_NUL', `expected a ${what} without NUL or halves of characters`)
  return value
}

function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return isStorableText(value)
  if (typeof value !== 'object' || value === null) return true
  return Object.entries(value).flat().every(isStorable)
}
