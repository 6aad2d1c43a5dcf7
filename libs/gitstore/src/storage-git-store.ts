import {
  findMergeBases,
  getChangedFiles,
  readCommit,
  readTree,
  walkCommitHistory,
} from 'just-git/repo'
import type { GitRepo, Storage } from 'just-git/server'
import { BranchWork } from './branch-work.js'
import { GitError } from './git-error.js'
import type { Oid } from './git-object.js'
import {
  GitStore,
  type CommitRequest,
  type CommitSummary,
  type FileAt,
  type FileFound,
  type HistoryRequest,
  type PathChange,
  type TreeItem,
} from './git-store.js'
import { summarize } from './commit-summary.js'
import { NoSigner, type ObjectSigner } from './object-signer.js'
import { openRepository } from './open-repository.js'
import { readFiles } from './read-files.js'
import { resolveRef } from './resolve-ref.js'
import { writeCommit } from './write-commit.js'

const defaultBranch = 'main'
const changeKinds = { added: 'added', deleted: 'removed', modified: 'changed' } as const

/** Git over one storage of objects and refs: atomic as far as the storage is. */
export class StorageGitStore extends GitStore {
  constructor(
    protected readonly storage: Storage,
    protected readonly signer: ObjectSigner = new NoSigner(),
  ) {
    super()
  }

  async initRepository(repo: string): Promise<void> {
    if (await this.storage.hasRepo(repo)) return
    await this.storage.insertRepo(repo)
    const target = `refs/heads/${defaultBranch}`
    await this.storage.putRef(repo, 'HEAD', { type: 'symbolic', target })
  }

  async commitFiles(request: CommitRequest): Promise<Oid> {
    return writeCommit(await this.open(request.repo), request, this.signer)
  }

  async resolve(repo: string, ref: string): Promise<Oid> {
    return resolveRef(await this.open(repo), ref)
  }

  async findHead(repo: string, branch: string): Promise<Oid | null> {
    const ref = await (await this.open(repo)).refStore.readRef(`refs/heads/${branch}`)
    return ref?.type === 'direct' ? ref.hash : null
  }

  async readCommit(repo: string, commit: Oid): Promise<CommitSummary> {
    return summarize({ hash: commit, ...(await readCommit(await this.open(repo), commit)) })
  }

  async readFileAt(repo: string, commit: Oid, path: string): Promise<Uint8Array> {
    const [file] = await this.readFilesAt(repo, [{ commit, path }])
    if (!file) throw pathUnknown(commit, path)
    return file.bytes
  }

  async readFilesAt(repo: string, files: readonly FileAt[]): Promise<(FileFound | null)[]> {
    return readFiles(await this.open(repo), files)
  }

  async readTreeAt(repo: string, commit: Oid, path = ''): Promise<TreeItem[]> {
    const handle = await this.open(repo)
    let entries = await readTree(handle, (await readCommit(handle, commit)).tree)
    for (const part of path === '' ? [] : path.split('/')) {
      const next = entries.find(({ name, mode }) => name === part && isFolder(mode))
      if (!next) throw pathUnknown(commit, path)
      entries = await readTree(handle, next.hash)
    }
    return entries.map(({ name, mode, hash }) => ({
      name,
      kind: isFolder(mode) ? 'folder' : 'file',
      oid: hash,
    }))
  }

  async history({ repo, from, path, limit }: HistoryRequest): Promise<CommitSummary[]> {
    const commits: CommitSummary[] = []
    const options = { ...(path ? { paths: [path] } : {}), ...(limit ? { limit } : {}) }
    for await (const commit of walkCommitHistory(await this.open(repo), from, options))
      commits.push(summarize(commit))
    return commits
  }

  async mergeBases(repo: string, one: Oid, other: Oid): Promise<readonly Oid[]> {
    return findMergeBases(await this.open(repo), one, other)
  }

  async diffPaths(repo: string, base: Oid | null, head: Oid): Promise<PathChange[]> {
    const changes = await getChangedFiles(await this.open(repo), base, head)
    return changes
      .map(({ path, status, oldHash, newHash }) => ({
        path,
        kind: changeKinds[status],
        base: oldHash ?? null,
        head: newHash ?? null,
      }))
      .sort((a, b) => (a.path < b.path ? -1 : 1))
  }

  /** Branches, merges and tags. */
  async branchWork(repo: string): Promise<BranchWork> {
    return new BranchWork(await this.open(repo), this.signer)
  }

  protected open(repo: string): Promise<GitRepo> {
    return openRepository(this.storage, repo)
  }
}

const isFolder = (mode: string): boolean => Number.parseInt(mode, 8) === 0o40000

const pathUnknown = (commit: Oid, path: string) =>
  new GitError('PATH_UNKNOWN', 'expected a path of that commit, saw none', { commit, path })
