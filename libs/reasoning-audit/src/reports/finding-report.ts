/** What findings are cut by; a closed list. */
export const findingCuts = [
  'policy',
  'rule',
  'version',
  'model',
  'endpoint',
  'effort',
  'language',
] as const
export type FindingCut = (typeof findingCuts)[number]

/** Verdicts with a finding of one type, and of them those where it is hard and more likely true than not. */
export interface TypeCount {
  readonly type: string
  readonly verdicts: number
  readonly hard: number
}

/** Verdicts of one day, or of one value of a cut; '' where nobody knows it. */
export interface ReportRow {
  readonly value: string
  readonly verdicts: number
  readonly violates: number
  readonly undetermined: number
  readonly flagged: number
  readonly findings: readonly TypeCount[]
}

export interface FindingReport {
  readonly total: ReportRow
  /** By `2026-11-21`, oldest first. */
  readonly days: readonly ReportRow[]
  /** Those with most verdicts first. */
  readonly rows: readonly ReportRow[]
}

/** Of the verdicts of a report: those of one policy, or of one of its versions. */
export interface ReportPart {
  readonly policy?: string | null
  readonly commit?: string | null
}

/** All rows together, of which none shares a verdict with another. */
export function totalOf(rows: readonly ReportRow[]): ReportRow {
  const sum = (of: (row: ReportRow) => number) => rows.reduce((total, row) => total + of(row), 0)
  return {
    ...{ value: '', verdicts: sum(({ verdicts }) => verdicts) },
    ...{ violates: sum(({ violates }) => violates), flagged: sum(({ flagged }) => flagged) },
    ...{ undetermined: sum(({ undetermined }) => undetermined), findings: typesOf(rows) },
  }
}

/** The most frequent first. */
function typesOf(rows: readonly ReportRow[]): readonly TypeCount[] {
  const counts = new Map<string, TypeCount>()
  for (const { type, verdicts, hard } of rows.flatMap(({ findings }) => findings)) {
    const known = counts.get(type) ?? { type, verdicts: 0, hard: 0 }
    counts.set(type, { type, verdicts: known.verdicts + verdicts, hard: known.hard + hard })
  }
  return [...counts.values()].sort((a, b) => b.verdicts - a.verdicts || (a.type < b.type ? -1 : 1))
}
