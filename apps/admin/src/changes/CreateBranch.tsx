import { useState } from 'react'
import { Dialog, DialogActions, DialogContent, DialogTitle, TextField } from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { useAct } from '../api/useGraph.js'
import { Button } from '../parts/Button.js'
import { Refused } from '../parts/states.js'
import { say } from '../parts/toast.js'
import { CREATE_BRANCH } from './act-documents.js'

interface Props {
  readonly onClose: () => void
  readonly onMade?: (branch: string) => void
}

/** A line of work beside the versions, beginning where another stands. */
export function CreateBranch({ onClose, onMade }: Props) {
  const [name, setName] = useState('')
  const [from, setFrom] = useState('main')
  const client = useQueryClient()
  const create = useAct(CREATE_BRANCH, (result) => result.createBranch)
  const submit = () =>
    create.mutate(
      { input: { name: name.trim(), from: from.trim() } },
      {
        onSuccess: (branch) => {
          say(`${branch.name} begins at ${branch.head.slice(0, 7)}`)
          void client.invalidateQueries({ queryKey: ['Branches'] })
          onMade?.(branch.name)
          onClose()
        },
      },
    )
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" aria-labelledby="branch">
      <DialogTitle id="branch">New branch</DialogTitle>
      <DialogContent>
        <div className="form">
          <TextField
            label="Name"
            value={name}
            onChange={(event) => setName(event.target.value)}
            helperText="letters, digits, hyphens and slashes, such as spam/clearer-links"
            autoFocus
          />
          <TextField
            label="Begins at"
            value={from}
            onChange={(event) => setFrom(event.target.value)}
            helperText="a branch, a tag or a commit"
          />
          <Refused error={create.error} />
        </div>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button
          kind="primary"
          disabled={name.trim() === '' || from.trim() === '' || create.isPending}
          onClick={submit}
        >
          Create
        </Button>
      </DialogActions>
    </Dialog>
  )
}
