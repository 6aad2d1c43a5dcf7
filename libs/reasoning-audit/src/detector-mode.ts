import type { FindingType } from './detectors.js'
import { FindingRuleError } from './finding-rule-error.js'
import { livePrecision, type MarkCounts } from './finding-marks.js'

export const detectorModes = ['acting', 'advisory'] as const
export type DetectorMode = (typeof detectorModes)[number]

/** When marks alone make a detector advisory: its precision lies below `below`, over `leastMarks` marks or more. */
export interface AutomaticSwitch {
  readonly below: number
  readonly leastMarks: number
}

/** Below this, over so many marks, a person is advised to switch the detector. */
export const usualSwitch: AutomaticSwitch = { below: 0.5, leastMarks: 20 }

/** How one detector is used, in one policy or, where that is null, in all that say nothing of their own. */
export interface DetectorSetting {
  readonly type: FindingType
  readonly policy: string | null
  readonly mode: DetectorMode
  /** Null where only people switch it. */
  readonly automatic: AutomaticSwitch | null
  readonly reason: string | null
  readonly by: { readonly kind: 'person'; readonly id: string } | { readonly kind: 'system' }
  readonly recordedAt: Date
}

/** Types that only advise in a policy: what was set for it stands before what was set for all. */
export function advisoryIn(
  policy: string,
  settings: readonly Pick<DetectorSetting, 'type' | 'policy' | 'mode'>[],
): ReadonlySet<string> {
  const modes = new Map<string, DetectorMode>()
  for (const { type, mode } of settings.filter((each) => each.policy === null))
    modes.set(type, mode)
  for (const { type, mode } of settings.filter((each) => each.policy === policy))
    modes.set(type, mode)
  return new Set([...modes].flatMap(([type, mode]) => (mode === 'advisory' ? [type] : [])))
}

/** Whether marks speak against a detector. */
export function isBelow(counts: MarkCounts, { below, leastMarks }: AutomaticSwitch): boolean {
  const { precision } = livePrecision(counts)
  return precision !== null && precision < below && counts.right + counts.wrong >= leastMarks
}

/** Throws `THRESHOLD_INVALID`. */
export function parseAutomatic(asked: AutomaticSwitch | null): AutomaticSwitch | null {
  if (asked === null) return null
  const { below, leastMarks } = asked
  if (!(below > 0 && below <= 1) || !(leastMarks >= 1 && leastMarks <= 100_000))
    throw new FindingRuleError(
      'THRESHOLD_INVALID',
      'expected a precision above 0 and at most 1, and at least one mark',
    )
  return { below, leastMarks }
}
