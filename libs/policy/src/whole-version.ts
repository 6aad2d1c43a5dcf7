import { inferContract } from './infer-contract.js'
import type { PolicyFiles } from './policy-bundle.js'
import { bundleDigest } from './policy-bundle.js'
import { PolicyError } from './policy-error.js'
import { contractOfManifest } from './policy-manifest-contract.js'
import type { PolicyVersion, VersionEntry } from './policy-version.js'
import { locateRules } from './rule-passages.js'

/** Joins what the record says of a version with its files. Throws `VERSION_UNKNOWN` where they are not the ones it names. */
export function wholeVersion(entry: VersionEntry, files: PolicyFiles): PolicyVersion {
  const { text } = files
  if (bundleDigest(files) !== entry.bundleSha256)
    throw new PolicyError('VERSION_UNKNOWN', 'expected the files that the record names', {
      policy: entry.policy,
      commit: entry.commit,
    })
  return {
    ...entry,
    ...files,
    contract: entry.manifest.inferred
      ? inferContract(text)
      : contractOfManifest(entry.manifest, text),
    rules: locateRules(text, entry.manifest.rules),
  }
}
