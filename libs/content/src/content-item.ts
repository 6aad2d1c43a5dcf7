import type { Content, ContentFacts } from './content.js'

export type ContentSource = 'live' | 'import'

/** A content item about to be put on the record. */
export interface NewContentItem {
  readonly id: string
  readonly content: Content
  readonly facts: ContentFacts
  readonly submittedBy: string
  readonly source: ContentSource
  readonly recordedAt: Date
}

/** A content item on the record, without its words. */
export interface ContentItem {
  readonly id: string
  readonly kind: Content['kind']
  /** What the platform calls it; null once its words were erased. */
  readonly externalId: string | null
  readonly language: string | null
  readonly region: string | null
  readonly characters: number
  readonly turns: number
  readonly subjectTurn: number | null
  readonly submittedBy: string
  readonly source: ContentSource
  readonly recordedAt: Date
}
