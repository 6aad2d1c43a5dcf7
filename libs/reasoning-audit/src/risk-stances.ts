import type { Outcome } from '@assize/policy'
import type { AuditSubject } from './audit-subject.js'
import type { WordSense } from './risk-words.js'
import { stem, type Words } from './words.js'

/** A place where a trace speaks for an outcome, committed or not. */
export interface Stance {
  readonly outcome: Outcome
  /** Number of the word, from 0. */
  readonly at: number
  /** By a label of the contract rather than in plain words. */
  readonly named: boolean
}

/** A negation turns what stands this many words behind it, at most. */
const reach = 3

/** In order. Labels are taken as written; digits and the shortest words stand all over in prose and are passed over. */
export function listStances(
  words: Words,
  senses: readonly WordSense[],
  { trace, contract }: AuditSubject,
): Stance[] {
  const labels = contract.labels.filter(({ label }) => /^\p{L}{3,}$/u.test(label))
  const names = new Map(labels.map(({ label, outcome }) => [label, outcome]))
  const stems = new Set(labels.map(({ label }) => stem(label)))
  const stances: Stance[] = []
  let negatedAt = -reach - 1
  for (let at = 0; at < words.list.length; at += 1) {
    const word = words.list[at] ?? ''
    const sense = senses[at]
    if (sense?.kind === 'negation') {
      negatedAt = at
      continue
    }
    const isLabel = stems.has(word)
    if (!isLabel && sense?.outcome === undefined) continue
    const named = isLabel ? names.get(trace.slice(words.starts[at], words.ends[at])) : undefined
    const outcome = named ?? sense?.outcome
    if (outcome === undefined) continue
    const isNegated =
      at - negatedAt <= reach &&
      !trace.slice(words.ends[negatedAt], words.starts[at]).includes('\n')
    stances.push({
      outcome: isNegated ? opposite(outcome) : outcome,
      at,
      named: named !== undefined,
    })
  }
  return stances
}

const opposite = (outcome: Outcome): Outcome =>
  outcome === 'violates' ? 'allowed' : outcome === 'allowed' ? 'violates' : outcome
