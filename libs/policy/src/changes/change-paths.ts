import { fileNames, type PolicyFiles } from '../policy-bundle.js'

const folder = /^policies\/([^/]+)\//

/** The policies whose folders hold any of the paths, in order. */
export const policiesIn = (paths: readonly string[]): readonly string[] =>
  [...new Set(paths.flatMap((path) => folder.exec(path)?.[1] ?? []))].sort()

/** Which file of a policy a path is; null for a file of another kind. */
export function partOf(path: string): { policy: string; part: keyof PolicyFiles } | null {
  const policy = folder.exec(path)?.[1]
  const name = path.slice(path.lastIndexOf('/') + 1)
  const [part] = Object.entries(fileNames).find(([, file]) => file === name) ?? []
  if (!policy || !part || path !== `policies/${policy}/${name}`) return null
  return { policy, part: part as keyof PolicyFiles }
}

/** What resolves a conflict with git's own client. */
export const resolvingCommands = (branch: string, target: string): readonly string[] => [
  'git fetch origin',
  `git switch ${branch}`,
  `git merge origin/${target}`,
  '# mend the files named above, then',
  'git add --all',
  'git commit --no-edit',
  `git push origin ${branch}`,
]

/** What does to a branch by hand what a commit did elsewhere, or undoes it. */
export const pickingCommands = (
  verb: 'cherry-pick' | 'revert',
  commit: string,
  onto: string,
): readonly string[] => [
  'git fetch origin',
  `git switch ${onto}`,
  `git ${verb} ${commit}`,
  '# mend the files named above, then',
  'git add --all',
  `git -c core.editor=true ${verb} --continue`,
  `git push origin ${onto}`,
]
