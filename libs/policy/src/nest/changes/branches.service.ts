import { Inject, Injectable } from '@nestjs/common'
import { Clock } from '@assize/kernel'
import type { Combined, CommitRequest, CommitSummary, Oid, Signature } from '@assize/gitstore'
import {
  checkOwnPolicyName,
  checkPolicyText,
  checkStorable,
  demandsOn,
  ownersFile,
  pathOf,
  pickingCommands,
  PolicyError,
  policyRepository,
  readPolicyText,
  requireClean,
  requireWords,
  signatureOf,
  type Author,
  type BranchDemands,
} from '../../index.js'
import { readPoliciesAt, type BranchFiles } from './branch-content.js'
import { ChangeRecords } from './change-records.js'
import { PolicyDesk, type Desk } from './policy-desk.js'

export interface BranchHead {
  readonly name: string
  readonly head: Oid
}

interface Committing {
  readonly branch: string
  readonly message: string
  /** The head of the branch the author saw. */
  readonly parent?: string | null
  readonly author: Author
}

export interface OwnersCommitRequest extends Committing {
  readonly text: string
}

export interface BranchCommitRequest extends Committing {
  readonly policy: string
  readonly text: string
  readonly manifestYaml: string
  /** Absent to keep what is there. */
  readonly cases?: string | null
}

export interface PickRequest {
  readonly commit: string
  readonly onto: string
  readonly by: Author
}

interface Picked extends Omit<PickRequest, 'commit'> {
  readonly verb: 'cherry-pick' | 'revert'
  readonly commit: CommitSummary
  readonly head: Oid
  readonly combined: Combined
  readonly message: string
  readonly author: Signature
}

/** Branches beside the one versions come from. What is committed to them is a draft, whatever lint says of it. */
@Injectable()
export class Branches {
  constructor(
    @Inject(PolicyDesk) private readonly desk: PolicyDesk,
    @Inject(ChangeRecords) private readonly records: ChangeRecords,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async list(): Promise<readonly BranchHead[]> {
    const { work } = await this.desk.reading()
    return work.listBranches()
  }

  async find(name: string): Promise<BranchHead | null> {
    const { work } = await this.desk.reading()
    const head = await work.findBranch(name)
    return head === null ? null : { name, head }
  }

  /** What is asked of whoever moves a branch. */
  async demands(branch: string): Promise<BranchDemands> {
    return demandsOn(branch, await this.records.rules(this.desk.database))
  }

  /** A policy as a branch has it, version or not; null where it has none. */
  async files(policy: string, head: Oid): Promise<BranchFiles | null> {
    const { store } = await this.desk.reading()
    const files = (await readPoliciesAt(store, head, [policy])).get(policy)
    return files && files.text !== null ? files : null
  }

  /** Throws `REF_REFUSED`, `HEAD_MOVED` where there is such a branch, `REF_UNKNOWN` for its start. */
  create(name: string, from: string, by: Author): Promise<BranchHead> {
    return this.desk.at({ movedBy: by.id, reason: 'branch' }, async ({ store, work }) => {
      const head = await store.resolve(policyRepository, from)
      await work.makeBranch(name, head)
      return { name, head }
    })
  }

  /** Throws `BRANCH_UNKNOWN`, `CHANGE_REQUIRED`, `HEAD_MOVED`, `NOTHING_CHANGED`. */
  commit(request: BranchCommitRequest): Promise<BranchHead> {
    const policy = checkOwnPolicyName(request.policy)
    const files = {
      text: checkPolicyText(request.text),
      manifestYaml: checkStorable(request.manifestYaml, 'manifest'),
      ...(request.cases == null ? {} : { cases: checkStorable(request.cases, 'list of cases') }),
    }
    const changes = Object.entries(files).map(([part, content]) => ({
      path: pathOf(policy, part as keyof typeof files),
      bytes: Buffer.from(content),
    }))
    return this.commitChanges(request, changes)
  }

  /** Who answers for which paths, as a commit has it; empty where it says nothing. */
  async owners(head: Oid): Promise<string> {
    const { store } = await this.desk.reading()
    const [file] = await store.readFilesAt(policyRepository, [{ commit: head, path: ownersFile }])
    return file ? readPolicyText(file.bytes) : ''
  }

  /** A draft as any other: owners are read from the target of a change. Throws as `commit`. */
  commitOwners(request: OwnersCommitRequest): Promise<BranchHead> {
    const bytes = Buffer.from(checkStorable(request.text, 'list of owners'))
    return this.commitChanges(request, [{ path: ownersFile, bytes }])
  }

  private commitChanges(
    { branch, author, parent, message }: Committing,
    changes: CommitRequest['changes'],
  ): Promise<BranchHead> {
    const commit: CommitRequest = {
      ...{ repo: policyRepository, branch, changes },
      author: signatureOf(author, this.clock.now()),
      message: requireWords(message),
      ...(parent == null ? {} : { expectedHead: parent }),
    }
    return this.desk.at({ movedBy: author.id, reason: 'commit' }, async (desk) => {
      await this.requireWritable(desk, branch)
      return { name: branch, head: await desk.store.commitFiles(commit) }
    })
  }

  /** What another commit did, done to the branch, in its author's name. Throws as `requireClean` beside the usual. */
  pick({ commit, onto, by }: PickRequest): Promise<BranchHead> {
    return this.desk.at({ movedBy: by.id, reason: 'cherry-pick' }, async (desk) => {
      const head = await this.requireWritable(desk, onto)
      const picked = await readPicked(desk, commit)
      const { oid, author, message } = picked
      const combined = await desk.work.pick(oid, head)
      const words = `${message.trimEnd()}\n\n(cherry picked from commit ${oid})\n`
      const done = { verb: 'cherry-pick', commit: picked, onto, head, combined } as const
      return this.commitPicked(desk, { ...done, message: words, author, by })
    })
  }

  /** What a commit did, undone on the branch by a further one. Throws as `pick`. */
  revert({ commit, onto, by }: PickRequest): Promise<BranchHead> {
    return this.desk.at({ movedBy: by.id, reason: 'revert' }, async (desk) => {
      const head = await this.requireWritable(desk, onto)
      const picked = await readPicked(desk, commit)
      const combined = await desk.work.revert(picked.oid, head)
      const title = picked.message.split('\n', 1)[0] ?? ''
      const words = `Revert "${title.slice(0, 180)}"\n\nThis reverts commit ${picked.oid}.\n`
      const author = signatureOf(by, this.clock.now())
      const done = { verb: 'revert', commit: picked, onto, head, combined } as const
      return this.commitPicked(desk, { ...done, message: words, author, by })
    })
  }

  private async commitPicked(
    { work }: Desk,
    { verb, commit, onto, head, combined, message, author, by }: Picked,
  ): Promise<BranchHead> {
    requireClean(combined, `the ${verb} to apply to ${onto}`, {
      ...{ branch: onto, commit: commit.oid, commands: pickingCommands(verb, commit, onto) },
    })
    if (combined.tree === (await work.treeOf(head)))
      throw new PolicyError('NOTHING_CHANGED', `expected a ${verb} that changes ${onto}`, { onto })
    const made = await work.commit({
      ...{ tree: combined.tree, parents: [head] },
      ...{ author, committer: signatureOf(by, this.clock.now()), message },
    })
    await work.moveBranch(onto, head, made)
    return { name: onto, head: made }
  }

  /** The head of a branch that takes commits. The one versions come from takes them as versions only. */
  private async requireWritable({ tx, work }: Desk, branch: string): Promise<Oid> {
    const head = await work.findBranch(branch)
    if (head === null) throw branchUnknown(branch)
    const { directCommits } = demandsOn(branch, await this.records.rules(tx))
    if (!directCommits || branch === 'main') throw changeRequired(branch)
    return head
  }
}

async function readPicked({ store }: Desk, ref: string): Promise<CommitSummary> {
  return store.readCommit(policyRepository, await store.resolve(policyRepository, ref))
}

export const branchUnknown = (branch: string) =>
  new PolicyError('BRANCH_UNKNOWN', 'expected a branch, saw none of that name', {
    branch: branch.slice(0, 200),
  })

export const changeRequired = (branch: string) =>
  new PolicyError('CHANGE_REQUIRED', `expected a change: ${branch} takes no commits of its own`, {
    branch,
  })
