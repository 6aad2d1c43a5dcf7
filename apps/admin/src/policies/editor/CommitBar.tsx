import { useRef, useState } from 'react'
import { MenuItem, TextField } from '@mui/material'
import { useGraph } from '../../api/useGraph.js'
import { BRANCH_RULES } from '../../branches/documents.js'
import { useKeys } from '../../keys/useKeys.js'
import { Button } from '../../parts/Button.js'
import { Refused } from '../../parts/states.js'
import type { PolicyFiles } from '../starter.js'
import { branchNameFor } from './branch-name.js'
import { useCommit } from './useCommit.js'

/** On what is worked on: the versions, or a branch; or beside it. */
type Where = 'here' | 'new branch'

interface Props {
  readonly policy: string
  readonly draft: PolicyFiles
  readonly parent: string | null
  readonly branch: string | null
  readonly ready: boolean
  /** Whether others wrote on since the draft was begun. */
  readonly isBehind: boolean
  readonly onCommitted: () => void
}

/** Whether main takes versions without a change; it does until it is known. */
function useDirect(): boolean {
  const { data } = useGraph(BRANCH_RULES, {})
  return data?.branches.find(({ name }) => name === 'main')?.asks.directCommits ?? true
}

/** Commits the draft: to the branch that is worked on, to a new one, or as a version at once. */
export function CommitBar({ policy, draft, parent, branch, ready, isBehind, onCommitted }: Props) {
  const [message, setMessage] = useState('')
  const [wished, setWished] = useState<Where | null>(null)
  const [named, setNamed] = useState<string | null>(null)
  const why = useRef<HTMLInputElement>(null)
  const direct = useDirect() || branch !== null
  const where = direct ? (wished ?? (isBehind ? 'new branch' : 'here')) : 'new branch'
  const name = named ?? branchNameFor(policy, message)
  const isNew = where === 'new branch'
  const { commit, error, busy } = useCommit(onCommitted)
  const lacks = message.trim() === '' || (isNew && name.trim() === '')
  const submit = () => {
    if (!ready || busy) return
    if (lacks) return why.current?.focus()
    commit({
      ...{ policy: policy.trim(), draft, parent, message: message.trim() },
      ...{ branch: isNew ? name.trim() : branch, isNew },
    })
  }
  useKeys({ commit: submit })
  return (
    <>
      <footer className="pbar says">
        <TextField
          label="What changed and why"
          value={message}
          onChange={(event) => setMessage(event.target.value)}
          inputRef={why}
        />
        {(branch === null || isBehind) && (
          <TextField
            select
            label="Commit"
            value={where}
            onChange={(event) => setWished(event.target.value as Where)}
            sx={{ maxWidth: 180 }}
          >
            <MenuItem value="here" disabled={!direct}>
              {branch === null ? 'as the next version' : `to ${branch}`}
              {!direct && ', which main takes by changes alone'}
            </MenuItem>
            <MenuItem value="new branch">to a new branch</MenuItem>
          </TextField>
        )}
        {isNew && (
          <TextField
            label="Branch"
            value={name}
            onChange={(event) => setNamed(event.target.value)}
            sx={{ maxWidth: 220 }}
          />
        )}
        <Button
          kind="primary"
          keyName="commit"
          showKey={false}
          disabled={!ready || lacks || busy}
          onClick={submit}
        >
          Commit
        </Button>
      </footer>
      {error && (
        <div className="padded">
          <Refused error={error} />
        </div>
      )}
    </>
  )
}
