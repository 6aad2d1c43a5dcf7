import type { Oid, ParsedCommit, Push, PushRemark, PushRule, TreeEntry } from '@assize/gitstore'
import { ownersFile } from '../changes/owners.js'
import { fileNames } from '../policy-bundle.js'
import { importedPrefix, isPolicyName } from '../policy-name.js'

/** Beside the policies, for people and for whoever reads the folder with other tools. */
export const rootFiles = ['README.md', 'LICENSE', 'LICENSE.md', 'NOTICE', ownersFile] as const
export const policyFiles: readonly string[] = [...Object.values(fileNames), 'README.md']

const mostRemarks = 50

/**
 * Every new commit holds `policies/<name>/{policy.md, policy.yaml, cases.jsonl}` and a few files for people, nothing
 * else, and leaves what was imported as it was imported.
 */
export const policyLayout: PushRule = {
  name: 'policy-layout',
  check: async (push) => {
    const layout = new Layout(push)
    for (const commit of push.commits.values()) {
      if (layout.remarks.length >= mostRemarks) break
      await layout.checkCommit(commit)
    }
    return layout.remarks.slice(0, mostRemarks)
  },
}

class Layout {
  readonly remarks: PushRemark[] = []
  /** Each tree is looked at once in each place, whatever number of commits it is part of. */
  private readonly seen = new Set<string>()
  private readonly imported = new Map<Oid, ReadonlyMap<string, Oid>>()

  constructor(private readonly push: Push) {}

  async checkCommit({ tree, parents }: ParsedCommit): Promise<void> {
    await this.checkRoot(tree)
    await this.checkImported(tree, parents)
  }

  private async checkRoot(tree: Oid): Promise<void> {
    if (!this.isNew('/', tree)) return
    for (const { name, kind, oid } of await this.push.readTree(tree)) {
      if (kind === 'folder' && name === 'policies') await this.checkPolicies(oid)
      else if (kind === 'folder' || !rootFiles.some((file) => file === name))
        this.refuse(name, `expected policies/ and ${rootFiles.join(', ')} only`)
    }
  }

  private async checkPolicies(tree: Oid): Promise<void> {
    if (!this.isNew('policies/', tree)) return
    for (const { name, kind, oid } of await this.push.readTree(tree)) {
      const path = `policies/${name}`
      if (kind === 'file' && name !== 'README.md')
        this.refuse(path, 'expected a folder for each policy')
      if (kind === 'folder' && !isPolicyName(name))
        this.refuse(path, 'expected a policy name of 1 to 64 lower-case letters, digits, hyphens')
      if (kind === 'folder' && this.isNew('policies/*/', oid)) await this.checkPolicy(path, oid)
    }
  }

  private async checkPolicy(path: string, tree: Oid): Promise<void> {
    for (const { name, kind } of await this.push.readTree(tree))
      if (kind === 'folder' || !policyFiles.includes(name))
        this.refuse(`${path}/${name}`, `expected ${policyFiles.join(', ')} only`)
  }

  /** In a merge each imported policy is as one of the parents has it. */
  private async checkImported(tree: Oid, parents: readonly Oid[]): Promise<void> {
    const ours = await this.importedIn(tree)
    const theirs = await Promise.all(parents.map((parent) => this.importedAt(parent)))
    if (theirs.some((each) => each === ours)) return
    const names = new Set([ours, ...theirs].flatMap((each) => [...each.keys()]))
    for (const name of names) {
      const isKept = theirs.some((each) => each.get(name) === ours.get(name))
      if (!isKept && this.isNew('imported', `${tree}/${name}`))
        this.refuse(`policies/${name}`, `policies that begin with ${importedPrefix} are imported`)
    }
  }

  private async importedAt(commit: Oid): Promise<ReadonlyMap<string, Oid>> {
    const { push } = this
    const { tree } = push.commits.get(commit) ?? (await push.git.readCommit(push.repo, commit))
    return this.importedIn(tree)
  }

  private async importedIn(tree: Oid): Promise<ReadonlyMap<string, Oid>> {
    const policies = (await this.push.readTree(tree)).find(isPoliciesFolder)
    if (!policies) return new Map()
    const known = this.imported.get(policies.oid)
    if (known) return known
    const entries = await this.push.readTree(policies.oid)
    const imported = new Map(
      entries.flatMap(({ name, oid }) => (name.startsWith(importedPrefix) ? [[name, oid]] : [])),
    )
    this.imported.set(policies.oid, imported)
    return imported
  }

  private isNew(place: string, oid: string): boolean {
    const key = `${place} ${oid}`
    if (this.seen.has(key)) return false
    this.seen.add(key)
    return true
  }

  private refuse(path: string, message: string): void {
    this.remarks.push({ severity: 'error', code: 'LAYOUT', path, message })
  }
}

const isPoliciesFolder = ({ name, kind }: TreeEntry): boolean =>
  name === 'policies' && kind === 'folder'
