import { Chance } from './chance.js'
import type { Draft } from './draft.js'
import type { Effort } from './effort.js'
import { drawFault, type FaultShares } from './faults/fault-shares.js'
import { judgementFaults } from './faults/judgement-faults.js'
import { judge } from './judge.js'
import { readPolicy as read } from './policy/read-policy.js'
import { remember } from './remember.js'
import { writeAnswer } from './write-answer.js'
import { writeTrace } from './write-trace.js'

export interface GeneratePrompt {
  readonly seed: string
  readonly policy: string
  readonly content: string
  readonly effort: Effort
}

/** What a reply consists of before tokens are counted and time passes. */
export interface Written {
  readonly trace: string
  readonly text: string | null
  readonly finishReason: string
  /** Mean 1: how much longer than usual this reply takes. */
  readonly pace: number
}

const readPolicy = remember(read, 64)

/** Makes up a reply; the same seed, policy, content and effort always give the same one. */
export function generate(prompt: GeneratePrompt, shares: FaultShares): Written {
  const { seed, content, effort } = prompt
  const policy = readPolicy(prompt.policy)
  const chance = new Chance(seed, prompt.policy, content, effort)
  const judgement = judge(policy, content, chance)
  const draft: Draft = {
    outcome: judgement.outcome,
    sentences: writeTrace({ policy, content, judgement, chance }, effort),
    text: writeAnswer(policy, judgement),
    finishReason: 'stop',
  }
  const fault = drawFault(judgementFaults, shares, chance)
  const { sentences, text, finishReason } = fault ? fault.apply(draft, policy, chance) : draft
  return { trace: sentences.join(' '), text, finishReason, pace: chance.logNormal('pace', 0.35) }
}
