/** Something that happened, told after its transaction commits. The payload carries ids and closed words only. */
export interface DomainEvent {
  /** Dotted and in the past tense: `verdict.recorded`. */
  readonly type: string
  /** The id of what it happened to. */
  readonly subject: string
  readonly payload: Readonly<Record<string, unknown>>
}
