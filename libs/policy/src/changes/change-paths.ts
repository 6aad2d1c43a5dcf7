import type { CommitSummary } from '@assize/gitstore'
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
  `git switch ${word(branch)}`,
  `git merge ${word(`origin/${target}`)}`,
  '# mend the files named above, then',
  'git add --all',
  'git commit --no-edit',
  `git push origin ${word(branch)}`,
]

/** What does to a branch by hand what a commit did elsewhere to its first parent, or undoes it. */
export const pickingCommands = (
  verb: 'cherry-pick' | 'revert',
  { oid, parents }: Pick<CommitSummary, 'oid' | 'parents'>,
  onto: string,
): readonly string[] => [
  'git fetch origin',
  `git switch ${word(onto)}`,
  `git ${verb} ${parents.length > 1 ? '-m 1 ' : ''}${oid}`,
  ...mended(verb, onto),
]

/** What takes a merge back by hand, on a new branch of where it went. */
export const revertingCommands = (
  merge: string,
  target: string,
  branch: string,
): readonly string[] => [
  'git fetch origin',
  `git switch -c ${word(branch)} --no-track ${word(`origin/${target}`)}`,
  `git revert -m 1 ${merge}`,
  ...mended('revert', branch),
]

const mended = (verb: 'cherry-pick' | 'revert', branch: string): readonly string[] => [
  '# mend the files named above, then',
  'git add --all',
  `git -c core.editor=true ${verb} --continue`,
  `git push origin ${word(branch)}`,
]

/** As one word to a shell: names of branches may hold what it would act on, and people paste what they are shown. */
const word = (name: string): string =>
  /^[\w./-]+$/.test(name) ? name : `'${name.replaceAll("'", `'\\''`)}'`
