import { readHeading, type Heading, type SectionKind, type Side } from './policy-headings.js'
import type { Span } from './lint-remark.js'
import type { TextLine } from './text-lines.js'

/** What stands below one heading, up to the next that is not a part of it. */
export interface PolicySection extends Span {
  readonly kind: SectionKind | null
  readonly side: Side | null
  /** Of its heading; 1 is the highest. */
  readonly rank: number
  /** The line of the heading. */
  readonly heading: number
  /** The first line after the heading, and the first after the section. */
  readonly from: number
  readonly to: number
}

interface Open {
  readonly index: number
  readonly heading: Heading
  readonly kind: SectionKind | null
  readonly side: Side | null
}

/**
 * The sections of a policy, in order and side by side. A heading of no known meaning belongs to the section above
 * it unless it ranks as high; below the examples, a lower heading only says which side they are on.
 */
export function readSections(lines: readonly TextLine[]): PolicySection[] {
  const sections: PolicySection[] = []
  let open: Open | null = null
  let around: Omit<Open, 'index'> | null = null
  const close = (at: number): void => {
    if (open) sections.push(sectionOf(lines, open, at))
  }
  lines.forEach(({ text }, index) => {
    const heading = readHeading(text, lines[index + 1]?.text)
    const next = heading ? within(open, heading) : isNextRule(open, text) ? around : null
    if (!next) return
    close(index)
    if (heading && heading.rank < 8) around = next
    open = { index, heading: next.heading, kind: next.kind, side: next.side }
  })
  close(lines.length)
  return sections
}

/** A list below a line that only ends in a colon stops where the next rule begins. */
const isNextRule = (open: Open | null, line: string): boolean =>
  open?.heading.rank === 8 && /^[^\p{L}\p{N}"'“|*•-]{0,8}[A-Z]{1,8}[-._]?\d/u.test(line)

/** How a heading goes on below the one that is open; nothing if it changes nothing. */
function within(open: Open | null, heading: Heading): Omit<Open, 'index'> | null {
  const { kind, side, rank } = heading
  const isBelow = open !== null && rank > open.heading.rank
  if (isBelow && open.kind === 'examples') {
    if (side === null && kind !== 'examples' && rank === 8) return null
    return { heading: open.heading, kind: 'examples', side }
  }
  if (kind !== null) return { heading, kind, side }
  return isBelow || heading.rank > 6 ? null : { heading, kind: null, side: null }
}

function sectionOf(lines: readonly TextLine[], open: Open, to: number): PolicySection {
  const { index, kind, side } = open
  return {
    ...{ kind, side, rank: open.heading.rank, heading: index, from: index + 1, to },
    start: lines[index]?.start ?? 0,
    end: lines[to - 1]?.end ?? 0,
  }
}
