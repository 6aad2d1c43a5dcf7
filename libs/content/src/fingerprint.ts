import { canonicalJson, hmacSha256Hex } from '@assize/kernel'
import type { Content } from './content.js'

/**
 * 64 hex digits that are equal for content that reads the same: Unicode composed (NFC), runs of white space as one
 * space, ends trimmed. Keyed, so that nobody outside can test a guess against it.
 */
export function fingerprintOf(content: Content, key: string): string {
  const messages = content.messages.map(({ role, content: text }) => [role, normalForm(text)])
  return hmacSha256Hex(key, canonicalJson({ messages, subject: content.subject ?? null }))
}

export const normalForm = (text: string): string =>
  text.normalize('NFC').replace(/\s+/gu, ' ').trim()
