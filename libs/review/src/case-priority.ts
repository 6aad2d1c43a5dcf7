const hourMs = 3_600_000

const ranks = { high: 300, medium: 200, low: 100 } as const
const hours = { high: 4, medium: 24, low: 72 } as const

interface Judged {
  readonly outcome: string
  readonly severity: string | null
  readonly risk: number
}

/**
 * How urgent a case is, 0 to 399: severity first, then whether content is held back on nothing, then how likely the
 * verdict is wrong. An unknown severity counts as medium, since nothing says it is less.
 */
export function casePriority({ outcome, severity, risk }: Judged): number {
  const held = outcome === 'undetermined' ? 50 : 0
  const doubt = Math.round(Math.min(1, Math.max(0, risk)) * 49)
  return ranks[severityOf(severity)] + held + doubt
}

/** When a person should have looked. */
export const caseDueAt = ({ severity }: Pick<Judged, 'severity'>, openedAt: Date): Date =>
  new Date(openedAt.getTime() + hours[severityOf(severity)] * hourMs)

/** Due within this is due soon. */
export const dueSoonMs = 2 * hourMs

const severityOf = (severity: string | null): keyof typeof ranks =>
  severity === 'high' || severity === 'low' ? severity : 'medium'
