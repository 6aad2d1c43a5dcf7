export const totalStates = ['waiting', 'counting', 'done', 'left', 'failed'] as const
export type TotalState = (typeof totalStates)[number]

/** An exact count of what a filter selects: how far it is, and what was counted so far. */
export interface VerdictTotal {
  readonly id: string
  readonly owner: string
  readonly state: TotalState
  readonly parts: number
  readonly partsDone: number
  /** Of all parts once done; of those done until then. */
  readonly counted: bigint
  /** The instant the count is true for; null before it began. */
  readonly at: Date | null
  /** When it last came further, and when somebody last looked at it. */
  readonly movedAt: Date
  readonly askedAt: Date
}

export const totalLimits = {
  /** A count nobody looks at for so long is given up. */
  lookedAtMs: 15_000,
  /** A count that comes no further for so long has lost its process. */
  movedMs: 120_000,
  keptMs: 3_600_000,
} as const

const isUnderWay = ({ state }: VerdictTotal): boolean => state === 'waiting' || state === 'counting'

export const isLeft = (total: VerdictTotal, now: Date): boolean =>
  isUnderWay(total) && now.getTime() - total.askedAt.getTime() > totalLimits.lookedAtMs

/** As whoever looks is told of it: a count whose process died does not wait for ever. */
export const seenAt = (total: VerdictTotal, now: Date): VerdictTotal =>
  isUnderWay(total) && now.getTime() - total.movedAt.getTime() > totalLimits.movedMs
    ? { ...total, state: 'failed' }
    : total
