import type { ActionKind, Outcome, PolicyManifest } from '@assize/policy'
import type { AskedAction, CauseKind } from './action.js'

interface Judged {
  readonly outcome: Outcome
  /** Unsound reasoning that opens a case: the outcome is not relied on, whichever it is. */
  readonly doubted: boolean
  /** Types of findings for which the policy has nothing asked before a person decides. */
  readonly blockedBy: readonly string[]
  readonly actions: PolicyManifest['actions']
}

/**
 * What a verdict asks for. One nobody can rely on, undetermined or doubted, asks for the policy's conservative action
 * until a person has looked; it never passes as allowed. Where a finding blocks it, nothing is asked until then, and
 * the action says because of what. What is undetermined is never blocked: there is no action to mistrust.
 */
export function actionAfterVerdict(judged: Judged): AskedAction {
  const { outcome, doubted, blockedBy, actions } = judged
  if (outcome !== 'undetermined' && blockedBy.length > 0)
    return { kind: 'none', interim: true, withheldBecause: blockedBy }
  if (doubted || outcome === 'undetermined') return { kind: actions.undetermined, interim: true }
  return { kind: outcome === 'violates' ? actions.violates : 'none', interim: false }
}

/**
 * Whether what a later finding asks for has to be asked. What a person or an appeal asked for stays: they have looked.
 * Nothing is asked twice.
 */
export function isRevised(
  before: AskedAction & { causeKind: CauseKind },
  now: AskedAction,
): boolean {
  if (before.causeKind === 'decision' || before.causeKind === 'appeal') return false
  const form = ({ kind, interim, withheldBecause = [] }: AskedAction): string =>
    JSON.stringify([kind, interim, [...withheldBecause].sort()])
  return form(before) !== form(now)
}

/** What a person asks for. A person who could not tell leaves the matter open, so the action stays interim. */
export const actionAfterDecision = (outcome: Outcome, asked: ActionKind): AskedAction => ({
  kind: asked,
  interim: outcome === 'undetermined',
})

/** What is asked once a decision is taken back: what was asked before it, or nothing, until someone decides anew. */
export const actionAfterReversal = (before: AskedAction | null): AskedAction => ({
  kind: before?.kind ?? 'none',
  interim: before?.interim ?? true,
})
