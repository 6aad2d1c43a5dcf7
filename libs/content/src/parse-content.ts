import { isStorableText } from '@assize/kernel'
import {
  bytesOf,
  contentLimits,
  messageRoles,
  type Content,
  type ContentFacts,
  type Message,
  type MessageRole,
} from './content.js'
import { ContentError } from './content-error.js'

export interface ContentInput {
  readonly text?: string | null
  readonly messages?: readonly { readonly role: string; readonly content: string }[] | null
}

/**
 * Content as a caller sent it, or a refusal. Text is kept exactly as received; only what PostgreSQL or UTF-8 cannot
 * hold (NUL, lone surrogates) is refused.
 */
export function parseContent(input: ContentInput, subject?: number | null): Content {
  const { text, messages } = input
  if ((text == null) === (messages == null))
    throw new ContentError(
      'CONTENT_AMBIGUOUS',
      'expected either text or messages, saw both or neither',
    )
  const content: Content =
    text != null
      ? { kind: 'text', messages: [{ role: 'user', content: text }] }
      : { kind: 'conversation', messages: (messages ?? []).map(parseMessage) }
  refuseUnfit(content)
  return subject == null ? content : { ...content, subject: parseSubject(content, subject) }
}

/** External id, language and region: short, single-line, or refused. */
export function parseFacts(facts: {
  readonly [K in keyof ContentFacts]?: string | null
}): ContentFacts {
  const entries = Object.entries(facts).filter(
    (entry): entry is [string, string] => entry[1] != null,
  )
  for (const [field, value] of entries)
    if (
      value.length > contentLimits.fieldCharacters ||
      !isStorableText(value) ||
      /[\r\n]/.test(value)
    )
      throw new ContentError(
        'FIELD_INVALID',
        `expected ${field} to be one line of at most ${contentLimits.fieldCharacters} characters`,
        { field },
      )
  return Object.fromEntries(entries)
}

function parseMessage(
  { role, content }: { role: string; content: string },
  index: number,
): Message {
  if (!(messageRoles as readonly string[]).includes(role))
    throw new ContentError(
      'CONTENT_UNKNOWN_ROLE',
      `expected role ${messageRoles.join(', ')} in turn ${index}`,
      { index },
    )
  return { role: role as MessageRole, content }
}

function refuseUnfit(content: Content): void {
  const { messages } = content
  if (messages.every((message) => message.content.trim() === ''))
    throw new ContentError('CONTENT_EMPTY', 'expected content, saw nothing but white space')
  if (messages.length > contentLimits.turns)
    throw new ContentError(
      'CONTENT_TOO_MANY_TURNS',
      `expected at most ${contentLimits.turns} turns, saw ${messages.length}`,
    )
  const index = messages.findIndex((message) => !isStorableText(message.content))
  if (index >= 0)
    throw new ContentError(
      'CONTENT_INVALID_TEXT',
      `expected well-formed Unicode without NUL in turn ${index}`,
      { index },
    )
  const bytes = bytesOf(content)
  if (bytes > contentLimits.bytes)
    throw new ContentError(
      'CONTENT_TOO_LARGE',
      `expected at most ${contentLimits.bytes} bytes, saw ${bytes}`,
      {
        limitBytes: contentLimits.bytes,
        bytes,
      },
    )
}

function parseSubject(content: Content, subject: number): number {
  if (!Number.isInteger(subject) || subject < 0 || subject >= content.messages.length)
    throw new ContentError(
      'SUBJECT_OUT_OF_RANGE',
      `expected a turn from 0 to ${content.messages.length - 1}, saw ${subject}`,
    )
  return subject
}
