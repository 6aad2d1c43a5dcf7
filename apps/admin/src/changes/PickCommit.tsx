import { useState } from 'react'
import {
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  MenuItem,
  TextField,
} from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import { useAct, useGraph } from '../api/useGraph.js'
import { Button } from '../parts/Button.js'
import { Refused } from '../parts/states.js'
import { say } from '../parts/toast.js'
import { CHERRY_PICK, CREATE_BRANCH, REVERT_COMMIT } from './act-documents.js'
import { BRANCHES } from './documents.js'
import { PickConflict } from './PickConflict.js'

export type Verb = 'cherry-pick' | 'revert'

interface Props {
  readonly verb: Verb
  readonly commit: string
  readonly onClose: () => void
}

const meaning: Readonly<Record<Verb, string>> = {
  'cherry-pick': 'Does to a branch what the commit did, in the name of its author.',
  revert: 'Undoes on a branch what the commit did, by a further commit in your name.',
}
const anew = ' '

/** Picks or reverts a commit onto a branch, from which a change brings it to the others. */
export function PickCommit({ verb, commit, onClose }: Props) {
  const short = commit.slice(0, 7)
  const { data } = useGraph(BRANCHES, {})
  const [onto, setOnto] = useState(anew)
  const [name, setName] = useState(`${verb}-${short}`)
  const client = useQueryClient()
  const navigate = useNavigate()
  const create = useAct(CREATE_BRANCH, (result) => result.createBranch)
  const pick = useAct(CHERRY_PICK, (result) => result.cherryPick)
  const revert = useAct(REVERT_COMMIT, (result) => result.revertCommit)
  const act = verb === 'revert' ? revert : pick
  const branch = onto === anew ? name.trim() : onto
  const others = data?.branches.filter((one) => one.name !== 'main') ?? []
  const submit = async () => {
    if (onto === anew) {
      await create.mutateAsync({ input: { name: branch, from: 'main' } })
      await client.invalidateQueries({ queryKey: ['Branches'] })
      setOnto(branch)
    }
    const made = await act.mutateAsync({ input: { commit, onto: branch } })
    say(`${made.branch} is at ${made.commit.slice(0, 7)}`)
    void client.invalidateQueries()
    void navigate(`/changes?from=${encodeURIComponent(branch)}`)
    onClose()
  }
  const error = create.error ?? act.error
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" aria-labelledby="pick">
      <DialogTitle id="pick">
        {verb === 'revert' ? 'Revert' : 'Cherry-pick'} <span className="mono">{short}</span>
      </DialogTitle>
      <DialogContent>
        <div className="form">
          <p className="sub">{meaning[verb]}</p>
          <div className={onto === anew ? 'two' : undefined}>
            <TextField
              select
              fullWidth
              label="Onto"
              value={onto}
              onChange={(event) => setOnto(event.target.value)}
            >
              <MenuItem value={anew}>a new branch from main</MenuItem>
              {others.map((one) => (
                <MenuItem key={one.name} value={one.name}>
                  {one.name}
                </MenuItem>
              ))}
            </TextField>
            {onto === anew && (
              <TextField
                label="New branch"
                value={name}
                onChange={(event) => setName(event.target.value)}
              />
            )}
          </div>
          {error?.code === 'MERGE_CONFLICT' || error?.code === 'MERGE_TOO_LONG' ? (
            <PickConflict facts={error.facts} />
          ) : (
            <Refused error={error} />
          )}
        </div>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button
          kind="primary"
          disabled={branch === '' || create.isPending || act.isPending}
          onClick={() => void submit().catch(() => undefined)}
        >
          {verb === 'revert' ? 'Revert' : 'Cherry-pick'}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
