import type { Outcome } from '@assize/policy'
import type { AuditSubject } from './audit-subject.js'
import { senseOf, type WordSense } from './risk-words.js'
import { WordSet } from './word-set.js'
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
  const { names, stems } = namesIn(contract)
  const stances: Stance[] = []
  let negatedAt = -reach - 1
  for (let at = 0; at < words.list.length; at += 1) {
    const sense = senses[at] as WordSense
    if (sense.kind === 'negation') {
      negatedAt = at
      continue
    }
    const isLabel = stems.has(sense)
    if (!isLabel && sense.outcome === undefined) continue
    const named = isLabel ? names.get(trace.slice(words.starts[at], words.ends[at])) : undefined
    const outcome = named ?? sense.outcome
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

interface Names {
  readonly names: ReadonlyMap<string, Outcome>
  readonly stems: WordSet
}

const byContract = new WeakMap<object, Names>()

function namesIn(contract: AuditSubject['contract']): Names {
  const known = byContract.get(contract)
  if (known) return known
  const labels = contract.labels.filter(({ label }) => /^\p{L}{3,}$/u.test(label))
  const made = {
    names: new Map(labels.map(({ label, outcome }) => [label, outcome])),
    stems: new WordSet([{ senses: labels.map(({ label }) => senseOf(stem(label))) }]),
  }
  byContract.set(contract, made)
  return made
}

const opposite = (outcome: Outcome): Outcome =>
  outcome === 'violates' ? 'allowed' : outcome === 'allowed' ? 'violates' : outcome
