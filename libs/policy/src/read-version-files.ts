import type { GitStore } from '@assize/gitstore'
import { PolicyError } from './policy-error.js'
import { fileNames, type PolicyFiles } from './policy-bundle.js'
import type { VersionEntry } from './policy-version.js'
import { readPolicyText } from './policy-text.js'
import { pathOf, policyRepository } from './version-in-git.js'

const parts = Object.keys(fileNames) as (keyof PolicyFiles)[]

/** The files of each version as its commit holds them. */
export async function readVersionFiles(
  git: GitStore,
  entries: readonly VersionEntry[],
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
