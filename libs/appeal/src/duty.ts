import { appealConflict, grantOf, type AppealConflict, type Principal } from '@assize/identity'
import type { Appeal } from './appeal.js'

/** Why somebody may not decide an appeal, as the page says it; null when they may. */
export function whyNotDecide(
  { decision, lodgedBy }: Appeal,
  principal: Principal,
  decidedBefore: readonly string[],
): string | null {
  if (decision) return 'It is decided already.'
  if (principal.kind !== 'person' || grantOf(principal, 'appeal:decide') !== 'all')
    return 'Your roles do not include it.'
  const conflict = appealConflict({
    person: principal.id,
    lodgedBy: lodgedBy.id,
    decidedBefore,
  })
  return conflict && said[conflict]
}

const said: Readonly<Record<AppealConflict, string>> = {
  'lodged-it': 'You lodged it.',
  'decided-before': 'You decided about this content before.',
}
