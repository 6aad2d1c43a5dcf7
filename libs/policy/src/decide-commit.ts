import type { PolicyFiles } from './policy-bundle.js'
import { bundleDigest } from './policy-bundle.js'
import { parsePolicyCases } from './policy-cases.js'
import { PolicyError } from './policy-error.js'
import { lintPolicy, refuseLintErrors } from './lint/lint-policy.js'
import { parsePolicyManifest } from './policy-manifest.js'
import { checkOwnPolicyName } from './policy-name.js'
import type { Author, NewVersion, PolicyPast } from './policy-store.js'
import { checkPolicyText, checkStorable, checkStorableValue, checkWords } from './policy-text.js'

/** What an author hands in. */
export interface CommitPolicy {
  readonly policy: string
  readonly text: string
  readonly manifestYaml: string
  readonly cases: string
  readonly message: string
  /** The commit of the version the author started from; absent to build on whatever is newest. */
  readonly parent?: string | null
  readonly author: Author
}

/** What can be refused without knowing the policy's past; the rest is `decideCommit`'s. */
export function draftCommit(request: CommitPolicy, at: Date): NewVersion {
  const policy = checkOwnPolicyName(request.policy)
  const files: PolicyFiles = {
    text: checkPolicyText(request.text),
    manifestYaml: checkStorable(request.manifestYaml, 'manifest'),
    cases: checkStorable(request.cases, 'list of cases'),
  }
  const manifest = checkStorableValue(parsePolicyManifest(request.manifestYaml), 'manifest')
  parsePolicyCases(request.cases, manifest.labels)
  const message = checkWords(request.message, 'message')
  if (message === '') throw new PolicyError('MESSAGE_REFUSED', 'expected a message, saw none')
  const { author } = request
  return { policy, files, manifest, author, message, origin: 'authored', committedAt: at }
}

/** Throws `HEAD_MOVED`, `NOTHING_CHANGED` or `LINT_REFUSED`; `tokens` are those of the text, if they were counted. */
export function decideCommit(
  draft: NewVersion,
  parent: string | null | undefined,
  { versions }: PolicyPast,
  tokens?: number,
): NewVersion {
  const head = versions.at(-1)
  if (parent !== undefined && parent !== null && parent !== head?.commit)
    throw new PolicyError(
      'HEAD_MOVED',
      'expected the newest version to be the one you started from',
      {
        policy: draft.policy,
        parent,
        head: head?.commit ?? null,
      },
    )
  if (head?.bundleSha256 === bundleDigest(draft.files))
    throw new PolicyError('NOTHING_CHANGED', 'expected a change of text, manifest or cases', {
      policy: draft.policy,
      commit: head.commit,
    })
  const { text, manifestYaml, cases } = draft.files
  refuseLintErrors(
    lintPolicy(text, draft.manifest, versions, {
      manifestYaml,
      cases,
      ...(tokens === undefined ? {} : { tokens }),
    }),
  )
  return draft
}
