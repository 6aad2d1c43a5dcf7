import { diffArrays } from 'diff'

export interface DiffLine {
  readonly kind: 'same' | 'added' | 'removed'
  /** Line numbers from 1; null where the side has no such line. */
  readonly base: number | null
  readonly head: number | null
  /** Without the line feed. */
  readonly text: string
}

/** Beyond this many changed lines the texts are told apart as a whole, so that no pair of texts takes long. */
const maxEdits = 1000

/** Line by line. Law: `applyDiff(base, diffTexts(base, head))` is `head`. */
export function diffTexts(base: string, head: string): DiffLine[] {
  const before = base.split('\n')
  const after = head.split('\n')
  const changes = diffArrays(before, after, { maxEditLength: maxEdits }) ?? [
    { removed: true, added: false, value: before },
    { removed: false, added: true, value: after },
  ]
  let baseLine = 0
  let headLine = 0
  return changes.flatMap(({ added, removed, value }) =>
    value.map((text): DiffLine => {
      if (removed) return { kind: 'removed', base: ++baseLine, head: null, text }
      if (added) return { kind: 'added', base: null, head: ++headLine, text }
      return { kind: 'same', base: ++baseLine, head: ++headLine, text }
    }),
  )
}

/** The target of a diff; throws where `base` is not the text the diff was made from. */
export function applyDiff(base: string, lines: readonly DiffLine[]): string {
  const before = base.split('\n')
  const fits = lines.every(({ base: line, text }) => line === null || before[line - 1] === text)
  const covered = lines.filter(({ base: line }) => line !== null).length
  if (!fits || covered !== before.length)
    throw new RangeError('expected the text this diff was made from')
  return lines
    .filter(({ kind }) => kind !== 'removed')
    .map(({ text }) => text)
    .join('\n')
}
