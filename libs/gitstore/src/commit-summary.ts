import type { CommitInfo } from 'just-git/repo'
import type { CommitSummary } from './git-store.js'

export const summarize = ({ hash, tree, parents, author, message }: CommitInfo): CommitSummary => ({
  oid: hash,
  tree,
  parents,
  author: { name: author.name, email: author.email, at: new Date(author.timestamp * 1000) },
  message,
})
