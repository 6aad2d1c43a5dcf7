import type { JudgementFault } from './judgement-fault.js'

/** The output limit ends the reply in the middle of a sentence of the trace, before any answer. */
export const truncation = {
  name: 'truncation',
  apply: (draft, _policy, chance) => {
    const kept = Math.max(
      1,
      Math.floor(draft.sentences.length * (0.4 + chance.fraction('cut') / 3)),
    )
    const broken = (draft.sentences[kept] ?? 'This would have to be').split(' ')
    const stump = broken.slice(0, Math.max(2, Math.floor(broken.length / 2))).join(' ')
    const sentences = [...draft.sentences.slice(0, kept), stump]
    return { ...draft, sentences, text: null, finishReason: 'length' }
  },
} as const satisfies JudgementFault
