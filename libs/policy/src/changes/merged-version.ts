import { bundleDigest, type PolicyFiles } from '../policy-bundle.js'
import { draftCommit } from '../decide-commit.js'
import { PolicyError } from '../policy-error.js'
import { lintPolicy, refuseLintErrors } from '../lint/lint-policy.js'
import type { Author, NewVersion, PolicyPast } from '../policy-store.js'

export interface MergedPolicy {
  readonly policy: string
  /** As the merge holds them; null for a file that is not there. */
  readonly files: { readonly [part in keyof PolicyFiles]: string | null }
  /** Of its text, as the model counts. */
  readonly tokens: number
  readonly message: string
  readonly author: Author
  readonly at: Date
}

/**
 * The version a merge makes of a policy, or null where its files are those of the newest. Throws what a commit of the
 * same files would throw: a branch may hold anything, and what is merged is a version.
 */
export function versionOfMerge(merged: MergedPolicy, past: PolicyPast): NewVersion | null {
  const { text, manifestYaml, cases } = merged.files
  if (text === null || manifestYaml === null)
    throw new PolicyError('FILES_MISSING', 'expected policy.md and policy.yaml of every policy', {
      policy: merged.policy,
    })
  const head = past.versions.at(-1)
  if (head?.bundleSha256 === bundleDigest({ text, manifestYaml, cases })) return null
  const { policy, message, author, at } = merged
  const draft = draftCommit({ policy, text, manifestYaml, cases: cases ?? '', message, author }, at)
  const version = { ...draft, files: { text, manifestYaml, cases } }
  refuseLintErrors(
    lintPolicy(text, version.manifest, past.versions, {
      ...{ manifestYaml, cases: cases ?? '', tokens: merged.tokens },
    }),
  )
  return version
}
