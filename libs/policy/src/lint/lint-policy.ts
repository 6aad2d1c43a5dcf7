import type { PolicyFiles } from '../policy-bundle.js'
import { readPolicyManifest, type PolicyManifest } from '../policy-manifest.js'
import { PolicyError } from '../policy-error.js'
import { applyEdits } from './apply-fixes.js'
import type { LintedFile, LintRemark } from './lint-remark.js'
import type { Found, LintRule } from './lint-rule.js'
import { lintRules } from './lint-rules.js'
import { lintView, type LintDraft, type LintPast } from './lint-view.js'
import { textLines, toPlace, type TextLine } from './text-lines.js'

/** Of one rule; a text that is wrong all over says so often enough. */
export const mostRemarks = 100

/**
 * What speaks against a version, given the policy's earlier ones, oldest first: in the order of files and places.
 * A rule code is never used again for another question: a record that cites it must not change its meaning.
 */
export function lintPolicy(
  text: string,
  manifest: PolicyManifest | null,
  history: readonly LintPast[],
  more: Pick<LintDraft, 'policy' | 'manifestYaml' | 'cases' | 'tokens'> = {},
): LintRemark[] {
  const view = lintView({ text, manifest, history, ...more })
  const lines: Record<LintedFile, readonly TextLine[]> = {
    text: view.lines,
    manifest: textLines(view.manifestYaml ?? ''),
    cases: textLines(view.cases),
  }
  const remarks = lintRules.flatMap((rule) =>
    first(rule.check(view), mostRemarks).map((found) =>
      toRemark(rule, withSoundFixes(found, text), lines),
    ),
  )
  return remarks.sort(
    (a, b) => files[a.place.file] - files[b.place.file] || a.place.start - b.place.start,
  )
}

const files: Readonly<Record<LintedFile, number>> = { text: 0, manifest: 1, cases: 2 }

function first<T>(items: Iterable<T>, most: number): T[] {
  const taken: T[] = []
  for (const item of items) {
    if (taken.length === most) break
    taken.push(item)
  }
  return taken
}

/** Nobody is offered a fix that leaves no text at all: that would be an error in place of a remark. */
function withSoundFixes(found: Found, text: string): Found {
  const fixes = found.fixes?.filter(
    (fix) => fix.file !== 'text' || applyEdits(text, fix.edits).trim() !== '',
  )
  return fixes ? { ...found, fixes } : found
}

function toRemark(
  { code, severity }: LintRule,
  { file = 'text', start, end, message, rule, fixes = [] }: Found,
  lines: Readonly<Record<LintedFile, readonly TextLine[]>>,
): LintRemark {
  return {
    code,
    severity,
    message,
    rule: rule ?? null,
    fixes,
    place: toPlace(file, lines[file], { start, end }),
  }
}

/** As `lintPolicy`, for files as they were written: a manifest that cannot be read is a remark. */
export function lintFiles(
  files: Pick<PolicyFiles, 'text'> & Partial<PolicyFiles>,
  more: Pick<LintDraft, 'policy' | 'history' | 'tokens'> = {},
): LintRemark[] {
  const { text, manifestYaml, cases } = files
  const reading = manifestYaml == null ? null : readPolicyManifest(manifestYaml)
  const manifest = reading?.kind === 'manifest' ? reading.manifest : null
  return lintPolicy(text, manifest, more.history ?? [], {
    ...more,
    ...(manifestYaml == null ? {} : { manifestYaml }),
    ...(cases == null ? {} : { cases }),
  })
}

/** Throws `LINT_REFUSED` with every error among its facts. */
export function refuseLintErrors(remarks: readonly LintRemark[]): void {
  const errors = remarks.filter(({ severity }) => severity === 'error')
  if (errors.length > 0)
    throw new PolicyError('LINT_REFUSED', errors.map(({ message }) => message).join('; '), {
      remarks: errors,
    })
}
