import type { JudgementFault } from './judgement-fault.js'

/** The reply declines to judge and speaks to the user instead. */
export const refusal = {
  name: 'refusal',
  apply: (draft) => ({ ...draft, text: 'I’m sorry, but I can’t help with that.' }),
} as const satisfies JudgementFault
