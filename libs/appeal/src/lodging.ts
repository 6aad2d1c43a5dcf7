import type { Action } from '@assize/enforcement'
import { appealLimits } from './appeal.js'
import { AppealError } from './appeal-error.js'

/** Throws `NOTHING_TO_APPEAL` for an action that asks for nothing, `ACTION_ANSWERED_APPEAL` for an appeal's own. */
export function requireAppealable({ id, kind, cause }: Action): void {
  if (kind === 'none')
    throw new AppealError('NOTHING_TO_APPEAL', 'expected an action that asks for something', {
      actionId: id,
    })
  if (cause.kind === 'appeal')
    throw new AppealError(
      'ACTION_ANSWERED_APPEAL',
      'expected an action nobody has looked at again yet, saw the answer to an appeal',
      { actionId: id },
    )
}

/** By when an appeal is to be answered of which the platform was told at an instant. */
export const dueAt = (receivedAt: Date): Date =>
  new Date(receivedAt.getTime() + appealLimits.answerMs)
