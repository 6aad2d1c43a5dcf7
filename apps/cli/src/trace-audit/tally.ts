import {
  findingTypes,
  isFlagging,
  type auditOfProblem,
  type BundleAudit,
} from '@assize/reasoning-audit'
import { printed, type SummaryTable } from './summary.js'

export const failConditions = ['hard', 'soft', 'flagged', 'error'] as const
export type FailCondition = (typeof failConditions)[number]

export type AuditLine = BundleAudit | ReturnType<typeof auditOfProblem>

const outcomes = ['violates', 'allowed', 'undetermined'] as const
const tenths = 10
const mostPolicies = 20

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
  /** By policy version, of those the bundle brings along: so many, however many traces name others. */
  readonly policies: Map<string, PolicyCounts>
}

interface PolicyCounts {
  readonly traces: number
  readonly flagged: number
  readonly hard: number
}

const noCounts = (): Counts => ({
  traces: 0,
  conditions: { hard: 0, soft: 0, flagged: 0, error: 0 },
  outcomes: { violates: 0, allowed: 0, undetermined: 0 },
  hard: {},
  other: {},
  risk: new Array<number>(tenths).fill(0),
  policies: new Map(),
})

/** Counts of many traces, in constant memory. */
export class Tally {
  readonly counts = noCounts()

  /** `policyVersion` is that of an audited trace. */
  add(line: AuditLine, policyVersion?: string): void {
    const { counts } = this
    counts.traces += 1
    if (line.error !== undefined) counts.conditions.error += 1
    if (!isAudited(line)) return
    const { findings, outcome, risk } = line
    const flagging = findings.filter(isFlagging)
    const isFlagged = flagging.length > 0 || outcome === 'undetermined'
    if (flagging.length > 0) counts.conditions.hard += 1
    if (findings.length > 0) counts.conditions.soft += 1
    if (isFlagged) counts.conditions.flagged += 1
    counts.outcomes[outcome] += 1
    const tenth = Math.min(tenths - 1, Math.floor(risk * tenths))
    counts.risk[tenth] = (counts.risk[tenth] ?? 0) + 1
    const hard = new Set(flagging.map(({ type }) => type))
    for (const type of new Set(findings.map((finding) => finding.type)))
      raise(hard.has(type) ? counts.hard : counts.other, type)
    if (policyVersion !== undefined)
      this.addPolicy(policyVersion, {
        ...{ traces: 1, flagged: Number(isFlagged), hard: Number(flagging.length > 0) },
      })
  }

  join(other: Counts): void {
    const { counts } = this
    counts.traces += other.traces
    for (const key of failConditions) counts.conditions[key] += other.conditions[key]
    for (const key of outcomes) counts.outcomes[key] += other.outcomes[key]
    for (const [type, count] of Object.entries(other.hard)) raise(counts.hard, type, count)
    for (const [type, count] of Object.entries(other.other)) raise(counts.other, type, count)
    other.risk.forEach((count, i) => (counts.risk[i] = (counts.risk[i] ?? 0) + count))
    for (const [name, each] of other.policies) this.addPolicy(name, each)
  }

  private addPolicy(name: string, { traces, flagged, hard }: PolicyCounts): void {
    const { policies } = this.counts
    const known = policies.get(name) ?? { traces: 0, flagged: 0, hard: 0 }
    policies.set(name, {
      ...{ traces: known.traces + traces, flagged: known.flagged + flagged },
      hard: known.hard + hard,
    })
  }

  /** How many of all lines could be audited. */
  get audited(): number {
    return outcomes.reduce((sum, outcome) => sum + this.counts.outcomes[outcome], 0)
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
      policies: Object.fromEntries(this.policies()),
    }
  }

  headline(): string {
    const { traces, conditions } = this.counts
    const failed = conditions.error > 0 ? `, ${conditions.error} not audited` : ''
    return `${traces} traces, ${conditions.flagged} flagged${failed}`
  }

  text(): string {
    return `${this.headline()}\n${printed(this.tables())}`
  }

  tables(): readonly SummaryTable[] {
    const { hard, other, risk } = this.counts
    const policies = this.policies()
    return [
      {
        ...{ title: 'traces by finding', heads: ['hard', 'other'] },
        rows: findingTypes.map((name) => ({ name, counts: [hard[name] ?? 0, other[name] ?? 0] })),
      },
      {
        ...{ title: 'outcome', heads: ['traces'] },
        rows: outcomes.map((name) => ({ name, counts: [this.counts.outcomes[name]] })),
      },
      {
        ...{ title: 'risk', heads: ['traces'] },
        rows: risk.map((count, i) => ({
          name: `${(i / tenths).toFixed(1)} to ${((i + 1) / tenths).toFixed(1)}`,
          counts: [count],
        })),
      },
      {
        title: policies.length > mostPolicies ? `policy, ${mostPolicies} most flagged` : 'policy',
        heads: ['traces', 'flagged', 'hard'],
        rows: policies.slice(0, mostPolicies).map(([name, { traces, flagged, hard: sure }]) => ({
          ...{ name, counts: [traces, flagged, sure] },
        })),
      },
    ]
  }

  /** Those with most flagged traces first. */
  private policies(): [string, PolicyCounts][] {
    return [...this.counts.policies].sort(
      ([a, one], [b, other]) => other.flagged - one.flagged || (a < b ? -1 : 1),
    )
  }
}

const raise = (counts: Record<string, number>, key: string, by = 1): void => {
  counts[key] = (counts[key] ?? 0) + by
}

/** Holds an audit; a line without one, or under an unknown policy, says nothing of outcomes. */
export const isAudited = (line: AuditLine): line is BundleAudit =>
  'findings' in line && line.error === undefined
