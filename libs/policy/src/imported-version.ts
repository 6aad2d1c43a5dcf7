import { inferContract } from './infer-contract.js'
import { bundleDigest, type PolicyFiles } from './policy-bundle.js'
import { parsePolicyManifest } from './policy-manifest.js'
import { checkOwnPolicyName, importedPolicyName, importedPolicyTitle } from './policy-name.js'
import type { Author, NewVersion, PolicyPast } from './policy-store.js'
import { checkPolicyText, checkStorable, checkStorableValue } from './policy-text.js'
import type { RecordedManifest, VersionEntry, VersionOrigin } from './policy-version.js'

/** A version as another system knows it. */
export interface ImportVersion {
  /** The policy's own name where it has a manifest, else the name it has in its bundle. */
  readonly policy: string
  readonly text: string
  readonly manifestYaml?: string | null
  readonly cases?: string | null
  /** What the bundle calls this version: `fraud@f09ff0`. */
  readonly externalName?: string
  readonly author: Author
  readonly at: Date
  readonly message: string
  readonly origin: Exclude<VersionOrigin, 'authored'>
  /** Puts the version in force at this instant. */
  readonly publish?: { readonly at: Date; readonly by: string; readonly note?: string }
}

/** Versions of traces are kept apart from policies written here, under a name of their own. */
export function draftImport(version: ImportVersion): NewVersion {
  const { author, message, origin, at, externalName } = version
  const files: PolicyFiles = {
    text: checkPolicyText(version.text),
    manifestYaml: version.manifestYaml ? checkStorable(version.manifestYaml, 'manifest') : null,
    cases: version.cases ? checkStorable(version.cases, 'list of cases') : null,
  }
  const manifest = files.manifestYaml
    ? parsePolicyManifest(files.manifestYaml)
    : inferManifest(files.text, importedPolicyTitle(version.policy))
  return {
    policy:
      origin === 'imported'
        ? importedPolicyName(version.policy)
        : checkOwnPolicyName(version.policy),
    files,
    manifest: checkStorableValue(
      { ...manifest, ...(externalName ? { externalName } : {}) },
      'manifest and name',
    ),
    author,
    message,
    origin,
    committedAt: at,
  }
}

/** The same files under the same external name are the same version, however often and in whatever order they come. */
export function decideImport(
  draft: NewVersion,
  { versions }: PolicyPast,
): NewVersion | VersionEntry {
  const digest = bundleDigest(draft.files)
  const { externalName } = draft.manifest
  return (
    versions.find(
      (each) => each.bundleSha256 === digest && each.manifest.externalName === externalName,
    ) ?? draft
  )
}

/** What a manifest would say, as far as the text itself says it. Nothing is known of severity, grounds or actions. */
function inferManifest(text: string, title: string): RecordedManifest {
  const contract = inferContract(text)
  return {
    title,
    owners: [],
    contract: contract.kind,
    labels: contract.labels,
    rules: contract.rules.map(({ code, outcome }, index) => ({
      code,
      title: code,
      outcome: outcome ?? 'undetermined',
      severity: 'medium',
      precedence: index + 1,
      ground: 'terms',
    })),
    effort: 'medium',
    actions: { violates: 'hide', undetermined: 'hide' },
    inferred: true,
  }
}
