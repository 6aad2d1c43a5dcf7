import type { FindingSeverity } from './finding.js'

/** One audited trace of a gold set: what is in it, what only looks like it, what was left open. */
export interface GoldRow {
  readonly trace_id: string
  readonly findings: readonly { readonly type: string }[]
  /** Borderline: the trace is left out when one of these types is scored. */
  readonly exclude_types: readonly string[]
  readonly hard_negative_for: readonly string[]
  /** No hard finding. */
  readonly clean: boolean
}

/** What an audit said of a trace, as far as it is measured. */
export interface AuditedTrace {
  readonly findings: readonly {
    readonly type: string
    readonly severity: FindingSeverity
    readonly confidence: number
  }[]
}

/** The gold set's words for our types; without a severity either counts. */
export const goldTypes = {
  citation_unknown: { type: 'unknown-rule', hard: true, severity: 'hard' },
  quote_fabricated: { type: 'fabricated-quote', hard: true, severity: 'hard' },
  verdict_contradicts_cot: { type: 'verdict-contradicts-trace', hard: true, severity: 'hard' },
  rationale_inconsistent: { type: 'rationale-inconsistent', hard: true, severity: 'hard' },
  output_off_taxonomy: { type: 'output-off-contract', hard: true, severity: 'hard' },
  recorded_label_mismatch: { type: 'recorded-label-mismatch', hard: true, severity: 'hard' },
  cot_truncated: { type: 'trace-truncated', hard: true, severity: 'hard' },
  cot_missing: { type: 'trace-missing', hard: true, severity: 'hard' },
  injection_obeyed: { type: 'injection-obeyed', hard: true, severity: 'hard' },
  quote_altered: { type: 'altered-quote', hard: false, severity: undefined },
  external_policy_reference: { type: 'external-policy', hard: false, severity: undefined },
  output_not_exact: { type: 'output-off-contract', hard: false, severity: 'soft' },
  recorded_label_unfounded: {
    type: 'recorded-label-unfounded',
    hard: false,
    severity: undefined,
  },
  cot_repetitive: { type: 'trace-repetitive', hard: false, severity: undefined },
} as const satisfies Record<
  string,
  { type: string; hard: boolean; severity: FindingSeverity | undefined }
>
export type GoldType = keyof typeof goldTypes
export const goldTypeNames = Object.keys(goldTypes) as GoldType[]

/** Trace ids by how an audit met what the gold set says of them. */
export interface GoldScore {
  readonly hits: readonly string[]
  readonly missed: readonly string[]
  readonly wrong: readonly string[]
  readonly hardNegatives: readonly string[]
  readonly onHardNegatives: readonly string[]
}

export type AuditOf = (traceId: string) => AuditedTrace | undefined

/** More likely than not. */
const counted = 0.5

export function scoreType(
  goldType: GoldType,
  gold: readonly GoldRow[],
  auditOf: AuditOf,
): GoldScore {
  const scored = gold.filter((row) => !row.exclude_types.includes(goldType))
  const holds = ({ findings }: GoldRow) => findings.some(({ type }) => type === goldType)
  return scoreOf(scored, holds, (row) => raises(auditOf(row.trace_id), goldType), goldType)
}

/**
 * A trace is positive when the gold set has a hard finding in it. Hard findings of a type that the gold set
 * leaves open for a trace neither count for nor against it.
 */
export function scoreAnyHard(gold: readonly GoldRow[], auditOf: AuditOf): GoldScore {
  const holds = ({ findings, exclude_types: left }: GoldRow) =>
    findings.some(({ type }) => isGoldType(type) && goldTypes[type].hard && !left.includes(type))
  const isOpen = (row: GoldRow) => !holds(row) && row.exclude_types.some(isHardType)
  const raised = (row: GoldRow) =>
    hardTypesOf(auditOf(row.trace_id)).some((type) => !leftOut(row).includes(type))
  return scoreOf(
    gold.filter((row) => !isOpen(row) || raised(row)),
    holds,
    raised,
  )
}

/** Clean traces that an audit raises something hard in; types left open do not count. */
export function alarmsOnClean(
  gold: readonly GoldRow[],
  auditOf: AuditOf,
): { readonly clean: number; readonly alarmed: readonly string[] } {
  const clean = gold.filter((row) => row.clean)
  const alarmed = clean.filter((row) =>
    hardTypesOf(auditOf(row.trace_id)).some((type) => !leftOut(row).includes(type)),
  )
  return { clean: clean.length, alarmed: alarmed.map((row) => row.trace_id) }
}

/** Whether an audit says of a trace, more likely than not, what a gold type says. */
export function raises(audit: AuditedTrace | undefined, goldType: GoldType): boolean {
  const { type, severity } = goldTypes[goldType]
  return (audit?.findings ?? []).some(
    (finding) =>
      finding.type === type &&
      finding.confidence >= counted &&
      (severity === undefined || finding.severity === severity),
  )
}

export const hardTypesOf = (audit: AuditedTrace | undefined): string[] =>
  (audit?.findings ?? [])
    .filter(({ severity, confidence }) => severity === 'hard' && confidence >= counted)
    .map(({ type }) => type)

function scoreOf(
  rows: readonly GoldRow[],
  holds: (row: GoldRow) => boolean,
  raised: (row: GoldRow) => boolean,
  goldType?: GoldType,
): GoldScore {
  const ids = (keep: (row: GoldRow) => boolean) =>
    rows.filter(keep).map(({ trace_id: traceId }) => traceId)
  const isHardNegative = (row: GoldRow) =>
    goldType !== undefined && row.hard_negative_for.includes(goldType)
  return {
    hits: ids((row) => holds(row) && raised(row)),
    missed: ids((row) => holds(row) && !raised(row)),
    wrong: ids((row) => !holds(row) && raised(row)),
    hardNegatives: ids(isHardNegative),
    onHardNegatives: ids((row) => isHardNegative(row) && raised(row)),
  }
}

const isGoldType = (type: string): type is GoldType => type in goldTypes
const isHardType = (type: string): boolean => isGoldType(type) && goldTypes[type].hard

const leftOut = ({ exclude_types: types }: GoldRow): string[] =>
  types.filter(isGoldType).map((type) => goldTypes[type].type)
