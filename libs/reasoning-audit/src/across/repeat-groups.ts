import { normalForm } from '@assize/content'
import { canonicalJson, sha256Hex } from '@assize/kernel'
import type { Turn } from '../audit-subject.js'
import type { Finding } from '../finding.js'
import { findDisagreement, type AcrossFindingType, type Compared } from './disagreement.js'

/** A trace with what makes it a repeat of another: the policy version and what was judged. */
export interface RepeatedTrace extends Compared {
  readonly policyVersion: string
  readonly messages: readonly Turn[]
}

/** Equal for the same policy version and messages that read the same. */
export const repeatKeyOf = (policyVersion: string, messages: readonly Turn[]): string =>
  sha256Hex(
    canonicalJson({
      policyVersion,
      messages: messages.map(({ role, content }) => [role, normalForm(content)]),
    }),
  )

/** Traces that judged the same thing, taken in one at a time; keeps a digest and an outcome of each, no words. */
export class RepeatGroups {
  private readonly groups = new Map<string, Compared[]>()

  add({ policyVersion, messages, ...trace }: RepeatedTrace): void {
    this.addByKey(repeatKeyOf(policyVersion, messages), trace)
  }

  /** For readers that made the key elsewhere, on another core. The same trace again is no repeat. */
  addByKey(key: string, { id, outcome, model, effort }: Compared): void {
    const group = this.groups.get(key)
    if (!group) this.groups.set(key, [{ id, outcome, model, effort }])
    else if (!group.some((each) => each.id === id && each.outcome === outcome))
      group.push({ id, outcome, model, effort })
  }

  /** How many things were judged more than once. */
  get repeated(): number {
    return [...this.groups.values()].filter((group) => group.length > 1).length
  }

  /** By trace, in groups whose members do not agree: one finding for each member. */
  findings(): ReadonlyMap<string, Finding<AcrossFindingType>> {
    const found = new Map<string, Finding<AcrossFindingType>>()
    for (const group of this.groups.values()) {
      if (new Set(group.map(({ outcome }) => outcome)).size < 2) continue
      for (const own of group) {
        const others = group.filter((each) => each !== own)
        const finding = findDisagreement(own, others, 'same-prompt')
        if (finding) found.set(own.id, finding)
      }
    }
    return found
  }
}

/** By trace id, what repeats of the same prompt say against it. Traces whose repeats agree have none. */
export function findRepeatDisagreements(
  traces: Iterable<RepeatedTrace>,
): ReadonlyMap<string, Finding<AcrossFindingType>> {
  const groups = new RepeatGroups()
  for (const trace of traces) groups.add(trace)
  return groups.findings()
}
