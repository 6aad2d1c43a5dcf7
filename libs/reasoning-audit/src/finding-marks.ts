import { isStorableText, wilson } from '@assize/kernel'
import { FindingRuleError } from './finding-rule-error.js'

export const findingMarks = ['right', 'wrong'] as const
export type FindingMark = (typeof findingMarks)[number]

/** What people who read the trace said of findings: of each person and finding the newest mark. */
export interface MarkCounts {
  readonly right: number
  readonly wrong: number
}

/** The share of marked findings that were right, and how far it may be trusted (95 %). */
export interface LivePrecision extends MarkCounts {
  /** Null where nothing was marked. */
  readonly precision: number | null
  readonly low: number
  readonly high: number
}

export function livePrecision({ right, wrong }: MarkCounts): LivePrecision {
  const marks = right + wrong
  const precision = marks === 0 ? null : right / marks
  return { right, wrong, precision, ...wilson(right, marks) }
}

const mostCharacters = 2_000

/** Throws `NOTE_INVALID`; an empty note is none. */
export function parseNote(text: string | null | undefined): string | null {
  const note = text?.trim() ?? ''
  if (note.length > mostCharacters || !isStorableText(note))
    throw new FindingRuleError(
      'NOTE_INVALID',
      `expected a note of at most ${mostCharacters} characters of text`,
      { most: mostCharacters },
    )
  return note === '' ? null : note
}
