import { linesOf } from './kept-lines.js'

/** Of one side of a file that both sides changed. The library fails beyond some hundred thousand. */
export const mostMergedLines = 50_000

interface Sides {
  readonly path: string
  readonly base: string | null
  readonly ours: string
  readonly theirs: string
}

/** Keeps files out of a merge that have more lines than we merge, and remembers which. */
export class MergeLimit {
  readonly tooLong = new Set<string>()

  /** As the library asks for it: null has it merge the file itself. */
  readonly mergeDriver = ({ path, base, ours, theirs }: Sides) => {
    const isLong = [base ?? '', ours, theirs].some((text) => linesOf(text).length > mostMergedLines)
    if (!isLong) return null
    this.tooLong.add(path)
    return { content: ours, conflict: true }
  }
}
