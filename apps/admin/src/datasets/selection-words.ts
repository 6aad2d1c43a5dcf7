interface Selection {
  readonly kinds?: readonly string[]
  readonly policies?: readonly string[] | null
  readonly includeSimulated?: boolean
  readonly decidedAfter?: string | null
  readonly decidedBefore?: string | null
  readonly shares?: Readonly<Record<string, number>>
  readonly leftOut?: Readonly<Record<string, number>>
}

const leftOutWords: Readonly<Record<string, string>> = {
  erased: 'erased',
  repeated: 'already in it',
  simulated: 'simulated',
  unlabelled: 'without a label',
  appealReversed: 'reversed on appeal',
}

const day = (instant: string) => instant.slice(0, 10)

function span({ decidedAfter: after, decidedBefore: before }: Selection): string | null {
  if (after && before) return `decided from ${day(after)} until before ${day(before)}`
  if (after) return `decided from ${day(after)}`
  return before ? `decided before ${day(before)}` : null
}

function shareWords(shares: Selection['shares']): string | null {
  const parts = Object.entries(shares ?? {}).sort(([, a], [, b]) => b - a)
  return parts.length
    ? parts.map(([split, share]) => `${split} ${Math.round(share * 100)} %`).join(', ')
    : null
}

/** What was chosen for a data set, as one would say it; what was left out only where something was. */
export function selectionWords(selection: unknown): {
  readonly chosen: string
  readonly splits: string | null
  readonly leftOut: string | null
} {
  const known = (selection ?? {}) as Selection
  const kinds = (known.kinds ?? []).map((kind) => `${kind}s`).join(' and ') || 'decisions'
  const policies = known.policies?.length
    ? `under ${known.policies.join(', ')}`
    : 'under any policy'
  const simulated = known.includeSimulated ? 'on simulated verdicts too' : null
  const leftOut = Object.entries(known.leftOut ?? {})
    .filter(([, count]) => count > 0)
    .map(([why, count]) => `${count} ${leftOutWords[why] ?? why}`)
  return {
    chosen: [kinds, policies, span(known), simulated].filter(Boolean).join(', '),
    splits: shareWords(known.shares),
    leftOut: leftOut.join(', ') || null,
  }
}
