import type { FileDiff, PolicyDiff, RuleDiff } from './documents.js'

/** Both sides of a file, from the lines that tell them apart. */
export function sidesOf({ lines }: Pick<FileDiff, 'lines'>): { before: string; after: string } {
  const without = (kind: string) =>
    lines
      .filter((line) => line.kind !== kind)
      .map(({ text }) => text)
      .join('\n')
  return { before: without('added'), after: without('removed') }
}

export const fileNamed = (diff: Pick<PolicyDiff, 'files'>, name: string) =>
  diff.files.find(({ path }) => path.endsWith(`/${name}`))

export interface RuleWords {
  readonly before: string | null
  readonly after: string | null
}

/** The passages of a rule on both sides, where the text itself changed. */
export function ruleWords(rule: RuleDiff, sides: { before: string; after: string }): RuleWords {
  const passage = (side: RuleDiff['before'], text: string) =>
    side?.start == null || side.end == null ? null : text.slice(side.start, side.end).trim()
  return { before: passage(rule.before, sides.before), after: passage(rule.after, sides.after) }
}

export interface Piece {
  readonly kind: 'same' | 'removed' | 'added'
  readonly text: string
}

interface Span {
  readonly fromA: number
  readonly toA: number
  readonly fromB: number
  readonly toB: number
}

/** One text with what went and what came in place, from the spans in which two differ. */
export function piecesOf(before: string, after: string, spans: readonly Span[]): Piece[] {
  const pieces: Piece[] = []
  const add = (kind: Piece['kind'], text: string) => text && pieces.push({ kind, text })
  let at = 0
  for (const { fromA, toA, fromB, toB } of spans) {
    add('same', before.slice(at, fromA))
    add('removed', before.slice(fromA, toA))
    add('added', after.slice(fromB, toB))
    at = toA
  }
  add('same', before.slice(at))
  return pieces
}
