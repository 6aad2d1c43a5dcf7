import { fileNames, versionKey, type PolicyVersion, type Publication } from '@assize/policy'

export interface NamedPerson {
  readonly id: string
  readonly name: string
}

/** A policy version as a package holds it: the exact files, and whose they are. */
export interface PolicyInPackage {
  readonly version: PolicyVersion
  /** Of this version. */
  readonly publications: readonly Publication[]
  readonly nameOf: (id: string) => string
}

/** The files of a version by name, below its folder. */
export function policyFiles({ version, publications, nameOf }: PolicyInPackage) {
  const person = (id: string): NamedPerson => ({ id, name: nameOf(id) })
  const commit = {
    policy: version.policy,
    title: version.title,
    sequence: version.sequence,
    commit: version.commit,
    parent: version.parent,
    blob: version.blob,
    blobSha256: version.blobSha256,
    bundleSha256: version.bundleSha256,
    origin: version.origin,
    author: person(version.author),
    message: version.message,
    committedAt: version.committedAt.toISOString(),
    approvals: publications.map(({ id, kind, note, publishedBy, publishedAt }) => ({
      publication: id,
      kind,
      by: person(publishedBy),
      at: publishedAt.toISOString(),
      note,
    })),
  }
  const { text, manifestYaml, cases } = version
  const files: [name: string, text: string][] = [[fileNames.text, text]]
  if (manifestYaml !== null) files.push([fileNames.manifestYaml, manifestYaml])
  if (cases !== null) files.push([fileNames.cases, cases])
  return [...files, ['commit.json', `${JSON.stringify(commit, null, 2)}\n`] as [string, string]]
}

/** The folder of each version: its commit; with the policy's name where one commit is a version of several. */
export function policyFolders(
  versions: readonly Pick<PolicyVersion, 'policy' | 'commit'>[],
): ReadonlyMap<string, string> {
  const taken = new Set<string>()
  return new Map(
    versions.map(({ policy, commit }) => {
      const folder = taken.has(commit) ? `${commit}-${policy.replaceAll('/', '-')}` : commit
      taken.add(commit)
      return [versionKey(policy, commit), `policies/${folder}`]
    }),
  )
}
