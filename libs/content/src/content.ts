/** Who speaks in a turn, as the platform calls it: a closed list keeps it out of the prompt's structure. */
export const messageRoles = ['user', 'assistant', 'system', 'tool', 'other'] as const
export type MessageRole = (typeof messageRoles)[number]

export interface Message {
  readonly role: MessageRole
  readonly content: string
}

/** What is judged: one text, or a conversation judged as a whole unless `subject` names one turn. */
export interface Content {
  readonly kind: 'text' | 'conversation'
  readonly messages: readonly Message[]
  readonly subject?: number
}

/** What is known of a content item beside its words. */
export interface ContentFacts {
  readonly externalId?: string
  /** The platform's own pseudonym for the person who wrote it; kept as a keyed digest only. */
  readonly author?: string
  readonly language?: string
  readonly region?: string
}

export const contentLimits = {
  /** UTF-8 bytes of all turns together. */
  bytes: 900_000,
  turns: 1000,
  /** Beyond this many model tokens, policy and answer no longer fit in the context of 131,072. */
  tokens: 120_000,
  fieldCharacters: 200,
} as const

export const charactersOf = (content: Content): number =>
  content.messages.reduce((sum, message) => sum + message.content.length, 0)

export const bytesOf = (content: Content): number =>
  content.messages.reduce((sum, message) => sum + utf8Length(message.content), 0)

const encoder = new TextEncoder()
const utf8Length = (text: string): number => encoder.encode(text).length
