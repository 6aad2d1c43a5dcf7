export interface DatasetPart {
  readonly policy: string
  readonly label: string
  readonly split: string
  readonly kind: string
  readonly count: number
}

export interface CompositionRow {
  readonly policy: string
  readonly label: string
  readonly bySplit: Readonly<Record<string, number>>
  readonly corrections: number
  readonly total: number
}

const knownOrder = ['train', 'dev', 'test']

/** The splits that occur, in the order people expect. */
export function splitsOf(parts: readonly DatasetPart[]): string[] {
  const rank = (split: string) =>
    knownOrder.includes(split) ? knownOrder.indexOf(split) : knownOrder.length
  return [...new Set(parts.map(({ split }) => split))].sort(
    (a, b) => rank(a) - rank(b) || a.localeCompare(b),
  )
}

/** One row a policy and label, its items by split, corrections counted apart. */
export function compositionRows(parts: readonly DatasetPart[]): CompositionRow[] {
  const rows = new Map<string, CompositionRow>()
  for (const { policy, label, split, kind, count } of parts) {
    const key = `${policy} ${label}`
    const known = rows.get(key) ?? { policy, label, bySplit: {}, corrections: 0, total: 0 }
    rows.set(key, {
      ...known,
      bySplit: { ...known.bySplit, [split]: (known.bySplit[split] ?? 0) + count },
      corrections: known.corrections + (kind === 'correction' ? count : 0),
      total: known.total + count,
    })
  }
  return [...rows.values()].sort(
    (a, b) => a.policy.localeCompare(b.policy) || a.label.localeCompare(b.label),
  )
}
