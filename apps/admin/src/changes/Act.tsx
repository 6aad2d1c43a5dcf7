import { useState } from 'react'
import { Dialog, DialogActions, DialogContent, DialogTitle, TextField } from '@mui/material'
import type { ApiError } from '../api/api-error.js'
import { Button } from '../parts/Button.js'
import { Refused } from '../parts/states.js'

export interface Asked {
  readonly title: string
  readonly does: string
  readonly what: string
  readonly noteLabel: string
  readonly needsNote: boolean
}

interface Props {
  readonly asked: Asked
  readonly error: ApiError | null
  readonly busy: boolean
  readonly onClose: () => void
  readonly onDo: (note: string) => void
}

/** One act on a change, with the words that go with it. */
export function Act({ asked, error, busy, onClose, onDo }: Props) {
  const [note, setNote] = useState('')
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" aria-labelledby="act">
      <DialogTitle id="act">{asked.title}</DialogTitle>
      <DialogContent>
        <div className="form">
          <p className="sub">{asked.what}</p>
          <TextField
            label={asked.noteLabel}
            multiline
            minRows={2}
            maxRows={8}
            value={note}
            onChange={(event) => setNote(event.target.value)}
            autoFocus
          />
          <Refused error={error} />
        </div>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button
          kind="primary"
          disabled={busy || (asked.needsNote && note.trim() === '')}
          onClick={() => onDo(note.trim())}
        >
          {asked.does}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
