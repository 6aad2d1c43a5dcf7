import type { GitReader } from '@assize/gitstore'
import {
  fileNames,
  pathOf,
  policyRepository,
  readPolicyText,
  type PolicyFiles,
} from '../../index.js'

export type BranchFiles = { readonly [part in keyof PolicyFiles]: string | null }

const parts = Object.keys(fileNames) as (keyof PolicyFiles)[]

/** The files of policies at one commit, whether or not it is a version of theirs. */
export async function readPoliciesAt(
  git: Pick<GitReader, 'readFilesAt'>,
  commit: string,
  policies: readonly string[],
): Promise<ReadonlyMap<string, BranchFiles>> {
  const wanted = policies.flatMap((policy) =>
    parts.map((part) => ({ commit, path: pathOf(policy, part) })),
  )
  const found = await git.readFilesAt(policyRepository, wanted)
  return new Map(
    policies.map((policy, row) => {
      const textOf = (part: keyof PolicyFiles): string | null => {
        const file = found[row * parts.length + parts.indexOf(part)]
        return file ? readPolicyText(file.bytes) : null
      }
      const files = {
        ...{ text: textOf('text'), manifestYaml: textOf('manifestYaml'), cases: textOf('cases') },
      }
      return [policy, files]
    }),
  )
}
