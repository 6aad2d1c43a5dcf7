import { useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import { toApiError, type ApiError } from '../../api/api-error.js'
import { request } from '../../api/request.js'
import { useAct } from '../../api/useGraph.js'
import { CREATE_BRANCH } from '../../changes/act-documents.js'
import { CHANGES } from '../../changes/documents.js'
import { say } from '../../parts/toast.js'
import { COMMIT } from '../documents.js'
import type { PolicyFiles } from '../starter.js'

interface Request {
  readonly policy: string
  readonly draft: PolicyFiles
  readonly parent: string | null
  readonly message: string
  /** Null for the next version. */
  readonly branch: string | null
  /** Whether the branch is to be made, where the author's version stands. */
  readonly isNew: boolean
}

/** The open change from a branch, if there is one; where that cannot be read, none. */
const openChangeFrom = async (branch: string) => {
  const found = await request(CHANGES, { first: 1, filter: { state: 'OPEN', branch } }).catch(
    () => null,
  )
  return found?.changes.edges[0]?.node.id ?? null
}

/** Commits and leads on: a version to its policy, a draft to the change that asks for it. */
export function useCommit(onCommitted: () => void) {
  const navigate = useNavigate()
  const client = useQueryClient()
  const create = useAct(CREATE_BRANCH, (result) => result.createBranch)
  const act = useAct(COMMIT, (result) => result.commitPolicy)
  const [made, setMade] = useState<{ name: string; head: string } | null>(null)
  const [error, setError] = useState<ApiError | null>(null)

  /** A branch made by a commit that was then refused is there already. */
  const beginning = async (name: string, from: string) => {
    if (made?.name === name) return made.head
    const branch = await create.mutateAsync({ input: { name, from } })
    setMade(branch)
    return branch.head
  }

  const run = async ({ policy, draft, parent, message, branch, isNew }: Request) => {
    const head = branch !== null && isNew ? await beginning(branch, parent ?? 'main') : parent
    const committed = await act.mutateAsync({
      input: { policy, ...draftOf(draft), message, parent: head, branch },
    })
    onCommitted()
    void client.invalidateQueries()
    if (committed.__typename === 'PolicyVersion') {
      say(`Committed ${committed.shortCommit}; nothing is judged by it until it is published`)
      return navigate(`/policies/${encodeURIComponent(policy)}?at=${committed.commit}`)
    }
    say(`Committed ${committed.commit.slice(0, 7)} to ${committed.branch}`)
    const change = await openChangeFrom(committed.branch)
    if (change) return navigate(`/changes/${change}`)
    const name = encodeURIComponent(committed.branch)
    const [title] = message.split('\n')
    return navigate(`/changes?branch=${name}&from=${name}`, { state: { title } })
  }

  return {
    commit: (asked: Request) => {
      setError(null)
      run(asked).catch((fault: unknown) => setError(toApiError(fault)))
    },
    error,
    busy: create.isPending || act.isPending,
  }
}

const draftOf = ({ text, manifest, cases }: PolicyFiles) => ({ text, manifest, cases })
