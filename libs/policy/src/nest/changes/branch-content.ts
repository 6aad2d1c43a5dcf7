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
  const files = await readEach(
    git,
    policies.map((policy) => ({ commit, policy })),
  )
  return new Map(files.map((each, row) => [policies[row] ?? '', each]))
}

/** The files of policies at their commits, all at the cost of one, in the order asked. */
export async function readEach(
  git: Pick<GitReader, 'readFilesAt'>,
  wanted: readonly { readonly commit: string; readonly policy: string }[],
): Promise<readonly BranchFiles[]> {
  const found = await git.readFilesAt(
    policyRepository,
    wanted.flatMap(({ commit, policy }) =>
      parts.map((part) => ({ commit, path: pathOf(policy, part) })),
    ),
  )
  return wanted.map((_, row) => {
    const textOf = (part: keyof PolicyFiles): string | null => {
      const file = found[row * parts.length + parts.indexOf(part)]
      return file ? readPolicyText(file.bytes) : null
    }
    return { text: textOf('text'), manifestYaml: textOf('manifestYaml'), cases: textOf('cases') }
  })
}
