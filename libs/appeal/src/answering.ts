import type { AskedAction } from '@assize/enforcement'
import type { ActionKind } from '@assize/policy'
import type { AppealOutcome } from './appeal.js'
import { AppealError } from './appeal-error.js'

/** Mildest first. */
const byWeight: readonly ActionKind[] = ['none', 'warn', 'limit', 'hide', 'remove']

export interface Answer {
  /** What holds from now on. */
  readonly action: ActionKind
  /** What the platform is asked; null where nobody looked, so that all stays as it was. */
  readonly asked: AskedAction | null
}

interface Standing {
  /** The action that was appealed against. */
  readonly appealed: ActionKind
  /** The action that counts now; something else may have been asked since. */
  readonly current: ActionKind
}

/**
 * What follows from an outcome. Reversed ends the action; partly reversed puts a milder one in its place; what stands
 * is asked for again and no longer interim, for a person has looked. Throws `ACTION_UNFIT` for any other action.
 */
export function answerTo(
  outcome: AppealOutcome,
  asked: ActionKind | null,
  { appealed, current }: Standing,
): Answer {
  switch (outcome) {
    case 'reversed':
      if (asked !== null && asked !== 'none') throw unfit(outcome, 'no action', asked)
      return final('none')
    case 'partly-reversed':
      if (asked === null || byWeight.indexOf(asked) >= byWeight.indexOf(appealed))
        throw unfit(outcome, `an action milder than ${appealed}`, asked)
      return final(asked)
    case 'stands':
      if (asked !== null && asked !== current) throw unfit(outcome, current, asked)
      return final(current)
    case 'withdrawn':
    case 'omitted':
      if (asked !== null && asked !== current) throw unfit(outcome, current, asked)
      return { action: current, asked: null }
  }
}

const final = (kind: ActionKind): Answer => ({ action: kind, asked: { kind, interim: false } })

const unfit = (outcome: AppealOutcome, expected: string, seen: ActionKind | null) =>
  new AppealError(
    'ACTION_UNFIT',
    `expected ${expected} where an appeal is ${outcome}, saw ${seen ?? 'none named'}`,
    { outcome, action: seen },
  )
