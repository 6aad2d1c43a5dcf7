import { useState } from 'react'
import { MenuItem, TextField } from '@mui/material'
import { Button } from '../../parts/Button.js'
import { Refused } from '../../parts/states.js'
import type { PolicyFiles } from '../starter.js'
import { useCommit } from './useCommit.js'

interface Props {
  readonly policy: string
  readonly draft: PolicyFiles
  readonly parent: string | null
  readonly branch: string | null
  readonly ready: boolean
}

/** Commits the draft: to the branch that is worked on, to a new one, or as a version at once. */
export function CommitBar({ policy, draft, parent, branch, ready }: Props) {
  const [message, setMessage] = useState('')
  const [where, setWhere] = useState<'version' | 'branch'>('version')
  const [name, setName] = useState('')
  const isNew = branch === null && where === 'branch'
  const { commit, error, busy } = useCommit()
  const named = !isNew || name.trim() !== ''
  const submit = () =>
    commit({
      ...{ policy: policy.trim(), draft, parent, message: message.trim() },
      ...{ branch: isNew ? name.trim() : branch, isNew },
    })
  return (
    <>
      <footer className="pbar says">
        <TextField
          label="What changed and why"
          value={message}
          onChange={(event) => setMessage(event.target.value)}
        />
        {branch === null && (
          <TextField
            select
            label="Commit"
            value={where}
            onChange={(event) => setWhere(event.target.value as 'version' | 'branch')}
            sx={{ maxWidth: 180 }}
          >
            <MenuItem value="version">as the next version</MenuItem>
            <MenuItem value="branch">to a new branch</MenuItem>
          </TextField>
        )}
        {isNew && (
          <TextField
            label="Branch"
            value={name}
            onChange={(event) => setName(event.target.value)}
            sx={{ maxWidth: 220 }}
          />
        )}
        <Button
          kind="primary"
          disabled={!ready || !named || message.trim() === '' || busy}
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
