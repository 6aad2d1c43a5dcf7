import { useState } from 'react'
import { Dialog, DialogActions, DialogContent, DialogTitle, TextField } from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { useAct } from '../api/useGraph.js'
import { Button } from '../parts/Button.js'
import { Refused } from '../parts/states.js'
import { say } from '../parts/toast.js'
import { APPROVE_ROLLBACK, type Due } from './documents.js'

/** The second person’s word on an emergency rollback. */
export function ApproveRollback({ due, onClose }: { due: Due; onClose: () => void }) {
  const { policy, publication } = due
  const [note, setNote] = useState('')
  const client = useQueryClient()
  const approve = useAct(APPROVE_ROLLBACK, (result) => result.approveRollback)
  const submit = () =>
    approve.mutate(
      { input: { publicationId: publication.id, note: note.trim() || null } },
      {
        onSuccess: ({ late }) => {
          say(`The rollback of ${policy} is approved${late ? ', after its day' : ''}`)
          void client.invalidateQueries()
          onClose()
        },
      },
    )
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" aria-labelledby="approve-rollback">
      <DialogTitle id="approve-rollback">Approve the rollback of {policy}</DialogTitle>
      <DialogContent>
        <div className="form">
          <p>
            {publication.publishedBy} put{' '}
            {publication.version ? `version ${publication.version.sequence}` : 'a version'} back in
            force: {publication.note}
          </p>
          <TextField
            label="Note"
            value={note}
            onChange={(event) => setNote(event.target.value)}
            helperText="kept with the approval"
            autoFocus
          />
          <Refused error={approve.error} />
        </div>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button kind="primary" disabled={approve.isPending} onClick={submit}>
          Approve
        </Button>
      </DialogActions>
    </Dialog>
  )
}
