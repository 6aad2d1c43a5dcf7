import {
  findingTypes,
  isFlagging,
  type auditOfProblem,
  type BundleAudit,
} from '@assize/reasoning-audit'

export const failConditions = ['hard', 'soft', 'flagged', 'error'] as const
export type FailCondition = (typeof failConditions)[number]

export type AuditLine = BundleAudit | ReturnType<typeof auditOfProblem>

const outcomes = ['violates', 'allowed', 'undetermined'] as const
const tenths = 10

/** What is counted of a part of the traces, as another thread hands it over. */
export interface Counts {
  traces: number
  readonly conditions: Record<FailCondition, number>
  readonly outcomes: Record<(typeof outcomes)[number], number>
  /** Traces with such a finding: hard and more likely than not, or of any other kind only. */
  readonly hard: Record<string, number>
  readonly other: Record<string, number>
  /** Traces by risk, from 0 to 0.1, to 0.2 and so on. */
  readonly risk: number[]
}

const noCounts = (): Counts => ({
  traces: 0,
  conditions: { hard: 0, soft: 0, flagged: 0, error: 0 },
  outcomes: { violates: 0, allowed: 0, undetermined: 0 },
  hard: {},
  other: {},
  risk: new Array<number>(tenths).fill(0),
})

/** Counts of many traces, in constant memory. */
export class Tally {
  readonly counts = noCounts()

  add(line: AuditLine): void {
    const { counts } = this
    counts.traces += 1
    if (line.error !== undefined) counts.conditions.error += 1
    if (!isAudited(line)) return
    const { findings, outcome, risk } = line
    const flagging = findings.filter(isFlagging)
    if (flagging.length > 0) counts.conditions.hard += 1
    if (findings.length > 0) counts.conditions.soft += 1
    if (flagging.length > 0 || outcome === 'undetermined') counts.conditions.flagged += 1
    counts.outcomes[outcome] += 1
    const tenth = Math.min(tenths - 1, Math.floor(risk * tenths))
    counts.risk[tenth] = (counts.risk[tenth] ?? 0) + 1
    const hard = new Set(flagging.map(({ type }) => type))
    for (const type of new Set(findings.map((finding) => finding.type)))
      raise(hard.has(type) ? counts.hard : counts.other, type)
  }

  join(other: Counts): void {
    const { counts } = this
    counts.traces += other.traces
    for (const key of failConditions) counts.conditions[key] += other.conditions[key]
    for (const key of outcomes) counts.outcomes[key] += other.outcomes[key]
    for (const [type, count] of Object.entries(other.hard)) raise(counts.hard, type, count)
    for (const [type, count] of Object.entries(other.other)) raise(counts.other, type, count)
    other.risk.forEach((count, i) => (counts.risk[i] = (counts.risk[i] ?? 0) + count))
  }

  facts(): Record<string, unknown> {
    const { traces, conditions, hard, other } = this.counts
    const all = findingTypes.map((type) => [type, (hard[type] ?? 0) + (other[type] ?? 0)] as const)
    return {
      traces,
      flagged: conditions.flagged,
      errors: conditions.error,
      findings: Object.fromEntries(all),
      hard: Object.fromEntries(findingTypes.map((type) => [type, hard[type] ?? 0])),
      outcomes: this.counts.outcomes,
      riskTenths: this.counts.risk,
    }
  }

  text(): string {
    const { traces, conditions, hard, other, risk } = this.counts
    const failed = conditions.error > 0 ? `, ${conditions.error} not audited` : ''
    const row = (name: string, ...cells: (string | number)[]) =>
      `  ${name.padEnd(28)}${cells.map((cell) => String(cell).padStart(8)).join('')}`
    return [
      `${traces} traces, ${conditions.flagged} flagged${failed}`,
      row('traces by finding', 'hard', 'other'),
      ...findingTypes.map((type) => row(type, hard[type] ?? 0, other[type] ?? 0)),
      row('outcome'),
      ...outcomes.map((outcome) => row(outcome, this.counts.outcomes[outcome])),
      row('risk'),
      ...risk.map((count, i) =>
        row(`${(i / tenths).toFixed(1)} to ${((i + 1) / tenths).toFixed(1)}`, count),
      ),
    ].join('\n')
  }
}

const raise = (counts: Record<string, number>, key: string, by = 1): void => {
  counts[key] = (counts[key] ?? 0) + by
}

/** Holds an audit; a line without one, or under an unknown policy, says nothing of outcomes. */
export const isAudited = (line: AuditLine): line is BundleAudit =>
  'findings' in line && line.error === undefined
