import type { Outcome } from '@assize/policy'

/** Imported verdicts that say the same, counted. `label` is what the output reads as, null where it has none. */
export interface HarnessRow {
  readonly policy: string
  /** The run that brought them; null where nobody noted it. */
  readonly importId: string | null
  readonly label: string | null
  readonly outcome: Outcome
  readonly recorded: string | null
  readonly expected: string | null
  readonly logged: string | null
  /** What `expected` stands for under the version's contract; undefined where the contract does not have it. */
  readonly expectedOutcome: Outcome | undefined
  readonly loggedOutcome: Outcome | undefined
  readonly verdicts: number
}

/** A share with what it is a share of. */
export interface Agreement {
  readonly right: number
  readonly of: number
}

/**
 * What another system's harness wrote down, beside what can be derived again from raw text. An accuracy is counted over
 * verdicts that have all of what any of them needs, so that the four differ by their labels and by nothing else.
 */
export interface HarnessIntegrity {
  /** Of which policy, or empty. */
  readonly policy: string
  /** Of which import, or null. */
  readonly importId: string | null
  readonly verdicts: number
  /** Verdicts for which the harness recorded a label. */
  readonly recorded: number
  /** It differs from the label in the output. */
  readonly mismatched: number
  /** The output has no label at all. */
  readonly unfounded: number
  /** Verdicts with both, and those of them that differ. */
  readonly expectations: number
  readonly expectationsDiffer: number
  /** As the harness saw itself: its labels against its expectations. */
  readonly asLogged: Agreement
  /** Its labels against the corrected expectations. */
  readonly recordedOnly: Agreement
  /** Labels derived again against the harness's expectations. */
  readonly labelsDerived: Agreement
  /** Labels derived again against the corrected expectations. */
  readonly derived: Agreement
}

/** All together; by policy; and by import, those that nobody noted under none. Those with most verdicts first. */
export function harnessIntegrity(rows: readonly HarnessRow[]): {
  readonly total: HarnessIntegrity
  readonly policies: readonly HarnessIntegrity[]
  readonly imports: readonly HarnessIntegrity[]
} {
  return {
    total: fold(nothing, rows),
    policies: folds(rows, ({ policy }) => ({ policy, importId: null })),
    imports: folds(rows, ({ importId }) => ({ policy: '', importId })),
  }
}

type Of = Pick<HarnessIntegrity, 'policy' | 'importId'>
const nothing: Of = { policy: '', importId: null }

function folds(rows: readonly HarnessRow[], of: (row: HarnessRow) => Of): HarnessIntegrity[] {
  const groups = new Map<string, { readonly of: Of; readonly rows: HarnessRow[] }>()
  for (const row of rows) {
    const key = of(row)
    const name = `${key.policy}/${key.importId ?? ''}`
    const group = groups.get(name) ?? { of: key, rows: [] }
    group.rows.push(row)
    groups.set(name, group)
  }
  const nameOf = ({ policy, importId }: Of): string => policy || (importId ?? '')
  return [...groups.values()]
    .map((group) => fold(group.of, group.rows))
    .sort((a, b) => b.verdicts - a.verdicts || (nameOf(a) < nameOf(b) ? -1 : 1))
}

function fold(of: Of, rows: readonly HarnessRow[]): HarnessIntegrity {
  const count = (holds: (row: HarnessRow) => boolean): number =>
    rows.reduce((sum, row) => sum + (holds(row) ? row.verdicts : 0), 0)
  const compared = rows.filter(isComparable)
  const agreement = (isRight: (row: HarnessRow) => boolean): Agreement => ({
    right: compared.reduce((sum, row) => sum + (isRight(row) ? row.verdicts : 0), 0),
    of: compared.reduce((sum, row) => sum + row.verdicts, 0),
  })
  return {
    ...of,
    verdicts: count(() => true),
    recorded: count(({ recorded }) => recorded !== null),
    mismatched: count(
      ({ recorded, label }) => recorded !== null && label !== null && !same(recorded, label),
    ),
    unfounded: count(({ recorded, label }) => recorded !== null && label === null),
    expectations: count(({ expected, logged }) => expected !== null && logged !== null),
    expectationsDiffer: count(
      ({ expected, logged }) => expected !== null && logged !== null && !same(expected, logged),
    ),
    asLogged: agreement(({ recorded, logged, expected }) => same(recorded, logged ?? expected)),
    recordedOnly: agreement(({ recorded, expected }) => same(recorded, expected)),
    labelsDerived: agreement((row) =>
      row.logged === null
        ? isDerived(row, row.expected, row.expectedOutcome)
        : isDerived(row, row.logged, row.loggedOutcome),
    ),
    derived: agreement((row) => isDerived(row, row.expected, row.expectedOutcome)),
  }
}

const isComparable = ({ recorded, expected, expectedOutcome, label }: HarnessRow): boolean =>
  recorded !== null && expected !== null && (expectedOutcome !== undefined || same(label, expected))

const isDerived = (
  { label, outcome }: HarnessRow,
  wanted: string | null,
  wantedOutcome: Outcome | undefined,
): boolean => same(label, wanted) || outcome === wantedOutcome

const same = (a: string | null, b: string | null): boolean =>
  a !== null && b !== null && a.trim().toLowerCase() === b.trim().toLowerCase()
