import { useState } from 'react'
import { Dialog, DialogActions, DialogContent, DialogTitle, TextField } from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { useAct } from '../api/useGraph.js'
import { Button } from '../parts/Button.js'
import { Refused } from '../parts/states.js'
import { say } from '../parts/toast.js'
import { PUBLISH } from './documents.js'

interface Props {
  readonly policy: string
  readonly commit: string
  readonly onClose: () => void
}

/** Puts a version in force: from then on it is what new content is judged by. */
export function Publish({ policy, commit, onClose }: Props) {
  const [note, setNote] = useState('')
  const client = useQueryClient()
  const publish = useAct(PUBLISH, (result) => result.publishPolicy)
  const submit = () =>
    publish.mutate(
      { input: { policy, ref: commit, note: note.trim() || null } },
      {
        onSuccess: () => {
          say(`${policy} ${commit.slice(0, 7)} is in force`)
          void client.invalidateQueries()
          onClose()
        },
      },
    )
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" aria-labelledby="publish">
      <DialogTitle id="publish">
        Publish {policy} <span className="mono">{commit.slice(0, 7)}</span>
      </DialogTitle>
      <DialogContent>
        <div className="form">
          <p className="sub">
            New content is judged by this version at once. Verdicts already recorded keep the
            version they were made under.
          </p>
          <TextField
            label="Note"
            value={note}
            onChange={(event) => setNote(event.target.value)}
            helperText="why now; kept with the publication"
          />
          <Refused error={publish.error} />
        </div>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button kind="primary" disabled={publish.isPending} onClick={submit}>
          Publish
        </Button>
      </DialogActions>
    </Dialog>
  )
}
