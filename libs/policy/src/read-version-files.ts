import { GitError, type GitStore } from '@assize/gitstore'
import { PolicyError } from './policy-error.js'
import { bundleDigest, fileNames, type PolicyFiles } from './policy-bundle.js'
import type { VersionEntry } from './policy-version.js'
import { readPolicyText } from './policy-text.js'
import { pathOf, policyRepository } from './version-in-git.js'

const parts = Object.keys(fileNames) as (keyof PolicyFiles)[]

/** The files of each version as its commit holds them. */
export async function readVersionFiles(
  git: GitStore,
  entries: readonly Pick<VersionEntry, 'policy' | 'commit'>[],
): Promise<PolicyFiles[]> {
  const wanted = entries.flatMap(({ policy, commit }) =>
    parts.map((part) => ({ commit, path: pathOf(policy, part) })),
  )
  const found = await git.readFilesAt(policyRepository, wanted)
  return entries.map(({ policy, commit }, index) => {
    const [text, manifestYaml, cases] = parts.map((_, part) => {
      const file = found[index * parts.length + part]
      return file ? readPolicyText(file.bytes) : null
    })
    if (text === null || text === undefined)
      throw new PolicyError('VERSION_UNKNOWN', 'expected the commit to hold the policy', {
        policy,
        commit,
      })
    return { text, manifestYaml: manifestYaml ?? null, cases: cases ?? null }
  })
}

/** The digest of a policy's files as a branch, tag or commit holds them; null where it holds none. */
export async function findBundleAt(
  git: GitStore,
  policy: string,
  ref: string,
): Promise<string | null> {
  try {
    const commit = await git.resolve(policyRepository, ref)
    const [files] = await readVersionFiles(git, [{ policy, commit }])
    return files ? bundleDigest(files) : null
  } catch (error) {
    if (error instanceof GitError || error instanceof PolicyError) return null
    throw error
  }
}
