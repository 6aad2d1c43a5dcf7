import type { JudgementFault } from './judgement-fault.js'

/** The reply ends in good order after the trace, without a final text. */
export const emptyAnswer = {
  name: 'empty-answer',
  apply: (draft) => ({ ...draft, text: null }),
} as const satisfies JudgementFault
