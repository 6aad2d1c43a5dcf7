import type { Turn } from './http/chat-request.js'

/**
 * The turns of the content. Assize sends a conversation as one message, one JSON object a line after a
 * line that says so; other callers send turns as messages of their own.
 */
export function readTurns(messages: readonly Turn[]): readonly Turn[] {
  const [only, ...more] = messages
  if (!only || more.length > 0) return messages
  const [announcement, ...lines] = only.content.split('\n')
  if (!announcement?.startsWith('Conversation, one JSON object a line.')) return messages
  const turns = lines.map(parseTurn)
  return turns.length > 0 && turns.every((turn) => turn !== null) ? turns : messages
}

function parseTurn(line: string): Turn | null {
  try {
    const value: unknown = JSON.parse(line)
    if (typeof value !== 'object' || value === null) return null
    const { role, text } = value as { role?: unknown; text?: unknown }
    return typeof role === 'string' && typeof text === 'string' ? { role, content: text } : null
  } catch {
    return null
  }
}

/** How Assize breaks up text that looks like a control token; recordings hold such text unbroken. */
export const neutralised = (text: string): string =>
  text.replaceAll('<|', '< |').replaceAll('|>', '| >')
