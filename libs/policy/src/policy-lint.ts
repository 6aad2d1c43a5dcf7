import type { PolicyManifest, RuleEntry } from './policy-manifest.js'
import type { VersionEntry } from './policy-version.js'
import { PolicyError } from './policy-error.js'
import { locateRules } from './rule-passages.js'
import { readRuleCodes } from './rule-codes.js'

export const lintKinds = [
  'code-with-other-outcome',
  'retired-code-reused',
  'rule-not-in-text',
  'code-not-in-manifest',
] as const
export type LintKind = (typeof lintKinds)[number]

export interface LintRemark {
  readonly kind: LintKind
  readonly severity: 'error' | 'warning'
  readonly code: string
  readonly message: string
}

type Past = Pick<VersionEntry, 'sequence' | 'manifest'>

/**
 * What speaks against a version, given the policy's earlier ones, oldest first. A rule code is never used again for
 * another question: a record that cites it must not change its meaning.
 */
export function lintPolicy(
  text: string,
  manifest: PolicyManifest,
  history: readonly Past[],
): LintRemark[] {
  const remarks = manifest.rules.flatMap((rule) => lintReuse(rule, history))
  for (const { code, start } of locateRules(text, manifest.rules))
    if (start === null)
      remarks.push(warning('rule-not-in-text', code, `the text never names rule ${code}`))
  const listed = new Set(manifest.rules.map(({ code }) => code))
  if (listed.size > 0)
    for (const code of readRuleCodes(text).codes)
      if (!listed.has(code) && ![...listed].some((each) => each.startsWith(`${code}.`)))
        remarks.push(warning('code-not-in-manifest', code, `the manifest does not list ${code}`))
  return remarks
}

/** Throws `LINT_REFUSED` with every error among its facts. */
export function refuseLintErrors(remarks: readonly LintRemark[]): void {
  const errors = remarks.filter(({ severity }) => severity === 'error')
  if (errors.length > 0)
    throw new PolicyError('LINT_REFUSED', errors.map(({ message }) => message).join('; '), {
      remarks: errors,
    })
}

function lintReuse(rule: RuleEntry, history: readonly Past[]): LintRemark[] {
  const uses = history.flatMap(({ sequence, manifest }) =>
    manifest.rules.filter(({ code }) => code === rule.code).map((was) => ({ sequence, was })),
  )
  const last = uses.at(-1)
  if (!last) return []
  const { code } = rule
  const flipped = uses.find(({ was }) => isOpposite(was.outcome, rule.outcome))
  if (flipped) {
    const was = `${code} meant ${flipped.was.outcome} in version ${flipped.sequence}`
    return [error('code-with-other-outcome', code, `${was} and may not mean ${rule.outcome} now`)]
  }
  const isRetired = last.sequence < (history.at(-1)?.sequence ?? 0)
  if (isRetired && last.was.title !== rule.title) {
    const was = `${code} was retired after version ${last.sequence}`
    return [error('retired-code-reused', code, `${was} and may not name another rule`)]
  }
  return []
}

const isOpposite = (a: string, b: string): boolean =>
  (a === 'violates' && b === 'allowed') || (a === 'allowed' && b === 'violates')

const error = (kind: LintKind, code: string, message: string): LintRemark => ({
  kind,
  severity: 'error',
  code,
  message,
})

const warning = (kind: LintKind, code: string, message: string): LintRemark => ({
  kind,
  severity: 'warning',
  code,
  message,
})
