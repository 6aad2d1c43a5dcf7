import type { JudgementFault } from './judgement-fault.js'

/** The answer says the opposite of what the trace concludes. */
export const contradiction = {
  name: 'contradiction',
  apply: (draft, { contract, codes }) => {
    const outcome = draft.outcome === 'violates' ? 'allowed' : 'violates'
    if (contract.form === 'word') return { ...draft, outcome, text: contract.labels[outcome] }
    if (contract.form !== 'json' || draft.text === null) return draft
    const answer = JSON.parse(draft.text) as Record<string, unknown>
    const code = codes.find((one) => !/\D0(?:\.|$)/.test(one)) ?? null
    const flipped: Readonly<Record<string, unknown>> = {
      violation: outcome === 'violates' ? 1 : 0,
      policy_category: outcome === 'violates' ? code : null,
      rule_ids: outcome === 'violates' && code ? [code] : [],
      rationale: outcome === 'violates' ? 'A violating rule is met.' : 'No violating rule is met.',
    }
    const entries = Object.entries(answer).map(([key, value]) => [
      key,
      key in flipped ? flipped[key] : value,
    ])
    return { ...draft, outcome, text: JSON.stringify(Object.fromEntries(entries)) }
  },
} as const satisfies JudgementFault
