import { createServer, type GitRepo, type Storage } from 'just-git/server'
import { GitError } from './git-error.js'

/** The handle that just-git's functions take. Throws `REPOSITORY_UNKNOWN`. */
export async function openRepository(storage: Storage, repo: string): Promise<GitRepo> {
  const handle = await createServer({ storage }).repo(repo)
  if (!handle)
    throw new GitError('REPOSITORY_UNKNOWN', 'expected a repository, saw no such name', { repo })
  return handle
}
