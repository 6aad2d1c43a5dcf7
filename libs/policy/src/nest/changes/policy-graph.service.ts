import { Inject, Injectable } from '@nestjs/common'
import type { CommitSummary, Oid } from '@assize/gitstore'
import { policiesIn, policyBranch, policyRepository, type PolicyVersion } from '../../index.js'
import { PolicyDesk } from './policy-desk.js'

export interface GraphNode {
  readonly commit: Oid
  readonly parents: readonly Oid[]
  readonly version: PolicyVersion | null
  readonly branches: readonly string[]
  /** The merge or branch that the commit came with, or is to come with. */
  readonly line: { readonly merge: Oid } | { readonly branch: string } | null
  readonly author: string
  readonly message: string
  readonly at: Date
}

const mostBranches = 30
const mostOfALine = 20

/** How versions of a policy came about: merges with what they brought, and branches that are still open. */
@Injectable()
export class PolicyGraphs {
  constructor(@Inject(PolicyDesk) private readonly desk: PolicyDesk) {}

  /** Versions are newest first, each with the commits its merge brought below it. */
  async ofVersions(versions: readonly PolicyVersion[]): Promise<readonly GraphNode[]> {
    const standsAt = await this.standing(versions)
    const { store, work } = await this.desk.reading()
    const nodes: GraphNode[] = []
    for (const version of versions) {
      const { commit, parent } = version
      const made = await store.readCommit(policyRepository, commit)
      const [before, merged] = made.parents
      const line =
        before !== undefined && merged !== undefined
          ? await work.commitsBetween(before, merged, mostOfALine)
          : []
      const [base] =
        before !== undefined && merged !== undefined
          ? await store.mergeBases(policyRepository, before, merged)
          : []
      const [tip] = line
      nodes.push({
        ...{ commit, version, branches: [], line: tip ? { merge: commit } : null },
        parents: [...(parent === null ? [] : [parent]), ...(tip ? [tip.oid] : [])],
        ...{ author: made.author.name, message: version.message, at: version.committedAt },
      })
      const from = base === undefined ? null : await standsAt(base)
      nodes.push(...lineNodes(line, from, { merge: commit }, null))
    }
    return nodes
  }

  /** Branches that change the policy and were not merged, newest first, and how many were not looked at. */
  async ofBranches(
    policy: string,
    versions: readonly PolicyVersion[],
  ): Promise<{ readonly nodes: readonly GraphNode[]; readonly leftOut: number }> {
    const standsAt = await this.standing(versions)
    const { store, work } = await this.desk.reading()
    const branches = await work.listBranches()
    const main = branches.find(({ name }) => name === policyBranch)?.head
    const others = branches.filter(({ name, head }) => name !== policyBranch && head !== main)
    if (main === undefined) return { nodes: [], leftOut: 0 }
    const lines: GraphNode[][] = []
    for (const { name, head } of others.slice(0, mostBranches)) {
      const commits = await work.commitsBetween(main, head, mostOfALine)
      if (commits.length === 0) continue
      const [base = null] = await store.mergeBases(policyRepository, main, head)
      const changed = await store.diffPaths(policyRepository, base, head)
      if (!policiesIn(changed.map(({ path }) => path)).includes(policy)) continue
      const from = base === null ? null : await standsAt(base)
      lines.push(lineNodes(commits, from, { branch: name }, name))
    }
    const newest = (nodes: readonly GraphNode[]) => nodes[0]?.at.getTime() ?? 0
    return {
      nodes: lines.sort((a, b) => newest(b) - newest(a)).flat(),
      leftOut: Math.max(0, others.length - mostBranches),
    }
  }

  /** Which version a commit of `main` has: the one with the same files; one that is not among them is older. */
  private async standing(versions: readonly PolicyVersion[]) {
    const { store } = await this.desk.reading()
    const policy = versions[0]?.policy ?? ''
    const folderAt = async (commit: Oid) => {
      const folders = await store.readTreeAt(policyRepository, commit, 'policies')
      return folders.find(({ name }) => name === policy)?.oid ?? null
    }
    const known: { readonly version: PolicyVersion; readonly folder: Oid | null }[] = []
    for (const version of versions) known.push({ version, folder: await folderAt(version.commit) })
    const oldest = versions.at(-1)
    return async (commit: Oid): Promise<Oid | null> => {
      const exact = versions.find((version) => version.commit === commit)
      if (exact) return commit
      const { committer } = await store.readCommit(policyRepository, commit)
      const folder = await folderAt(commit)
      const same = known.filter((each) => folder !== null && each.folder === folder)
      const before = same.find(({ version }) => version.committedAt <= committer.at)
      return (before ?? same[0])?.version.commit ?? oldest?.parent ?? null
    }
  }
}

/** One line of work, newest first; where it leaves what is shown, it stands on `from`. */
function lineNodes(
  commits: readonly CommitSummary[],
  from: Oid | null,
  line: NonNullable<GraphNode['line']>,
  branch: string | null,
): GraphNode[] {
  const own = new Set(commits.map(({ oid }) => oid))
  return commits.map(({ oid, parents, author, message }, index) => {
    const within = parents.filter((parent) => own.has(parent))
    return {
      ...{ commit: oid, version: null, line, message, author: author.name, at: author.at },
      parents: within.length === 0 && from !== null ? [from] : within,
      branches: branch !== null && index === 0 ? [branch] : [],
    }
  })
}
