import type { Edit, LintedFile, LintFix, LintRemark } from './lint-remark.js'

/** The text after edits that do not overlap, in any order; where several begin at one place, in the order given. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const sorted = [...edits].sort((a, b) => a.start - b.start)
  let result = ''
  let at = 0
  for (const { start, end, text: instead } of sorted) {
    result += text.slice(at, start) + instead
    at = end
  }
  return result + text.slice(at)
}

export type LintedTexts = Readonly<Partial<Record<LintedFile, string>>>

export function applyFix(texts: LintedTexts, { file, edits }: LintFix): LintedTexts {
  return { ...texts, [file]: applyEdits(texts[file] ?? '', edits) }
}

export interface Fixed {
  readonly texts: LintedTexts
  /** How many fixes were applied. */
  readonly count: number
}

/** Fixes that uncover another are rare, and each time fewer are left. */
const mostRounds = 1000

/** Applies every safe fix, and those that this makes possible, until there is none. */
export function applySafeFixes(
  texts: LintedTexts,
  lint: (texts: LintedTexts) => readonly LintRemark[],
): Fixed {
  let now: Fixed = { texts, count: 0 }
  for (let round = 0; round < mostRounds; round++) {
    const chosen = apart(lint(now.texts).flatMap(({ fixes }) => fixes.filter(isSafe).slice(0, 1)))
    if (chosen.length === 0) break
    const all = applyAll(now.texts, chosen)
    // Each alone leaves a text; together they may leave none.
    const applied = all.text?.trim() === '' ? chosen.slice(0, 1) : chosen
    now = {
      texts: applied === chosen ? all : applyAll(now.texts, applied),
      count: now.count + applied.length,
    }
  }
  return now
}

const isSafe = ({ isSafe: safe }: LintFix): boolean => safe

function applyAll(texts: LintedTexts, fixes: readonly LintFix[]): LintedTexts {
  const files = new Set(fixes.map(({ file }) => file))
  let now = texts
  for (const file of files) {
    const edits = fixes.filter((fix) => fix.file === file).flatMap((fix) => fix.edits)
    now = applyFix(now, { title: '', isSafe: true, file, edits })
  }
  return now
}

/** Those that touch nothing an earlier one touches; the others come in the next round. */
function apart(fixes: readonly LintFix[]): LintFix[] {
  const taken: LintFix[] = []
  const reach: Partial<Record<LintedFile, number>> = {}
  const order = (fix: LintFix): number => fix.edits[0]?.start ?? 0
  for (const fix of [...fixes].sort((a, b) => order(a) - order(b))) {
    const last = fix.edits.at(-1)
    if (!last || order(fix) < (reach[fix.file] ?? 0)) continue
    taken.push(fix)
    reach[fix.file] = last.end
  }
  return taken
}
