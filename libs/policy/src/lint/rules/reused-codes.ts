import type { RuleEntry } from '../../policy-manifest.js'
import { lintRule, type Found } from '../lint-rule.js'
import type { LintPast, LintView } from '../lint-view.js'
import { codeInManifest } from '../manifest-places.js'

export const codeWithOtherOutcome = lintRule({
  code: 'code-with-other-outcome',
  severity: 'error',
  what: 'a code that violated once and is allowed now, or the other way round',
  why: 'A record that cites the code would come to mean the opposite.',
  example: '- { code: SP-1.1, …, outcome: allowed } — after a version with outcome: violates',
  *check(view) {
    const uses = usesByCode(view.history)
    for (const rule of view.manifest?.rules ?? []) {
      const flipped = flip(rule, uses.get(rule.code))
      if (flipped)
        yield found(
          view,
          rule,
          `${rule.code} meant ${flipped.outcome} in version ${flipped.sequence} and may not mean ${rule.outcome} now`,
        )
    }
  },
})

export const retiredCodeReused = lintRule({
  code: 'retired-code-reused',
  severity: 'error',
  what: 'a code that was retired and now names another rule',
  why: 'A record that cites the code must not change its meaning; new rules get new codes.',
  example:
    '- { code: SP-1.1, title: Raffles, … } — where SP-1.1 was something else before it was retired',
  *check(view) {
    const newest = view.history.at(-1)?.sequence ?? 0
    const uses = usesByCode(view.history)
    for (const rule of view.manifest?.rules ?? []) {
      const past = uses.get(rule.code)
      const last = past?.at(-1)
      if (!last || last.sequence >= newest || last.was.title === rule.title) continue
      if (flip(rule, past)) continue
      yield found(
        view,
        rule,
        `${rule.code} was retired after version ${last.sequence} and may not name another rule`,
      )
    }
  },
})

interface Use {
  readonly sequence: number
  readonly was: RuleEntry
}

/** By code, what it named in each version that had it, oldest first. */
function usesByCode(history: readonly LintPast[]): ReadonlyMap<string, readonly Use[]> {
  const uses = new Map<string, Use[]>()
  for (const { sequence, manifest } of history)
    for (const was of manifest.rules) {
      const past = uses.get(was.code)
      if (past) past.push({ sequence, was })
      else uses.set(was.code, [{ sequence, was }])
    }
  return uses
}

function flip(rule: RuleEntry, past: readonly Use[] = []) {
  const use = past.find(({ was }) => isOpposite(was.outcome, rule.outcome))
  return use && { sequence: use.sequence, outcome: use.was.outcome }
}

const isOpposite = (a: string, b: string): boolean =>
  (a === 'violates' && b === 'allowed') || (a === 'allowed' && b === 'violates')

/** In the manifest, which is where to mend it; where it was not given, where the text states the rule. */
const found = (view: LintView, { code }: RuleEntry, message: string): Found => ({
  ...(codeInManifest(view, code) ?? head(view, code)),
  ...{ message, rule: code },
})

function head({ codes, top }: LintView, code: string) {
  const [first] = codes.defined.get(code) ?? []
  return first ? { start: first.start, end: first.end } : top
}
