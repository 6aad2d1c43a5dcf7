import { useState } from 'react'
import { Dialog, DialogActions, DialogContent, DialogTitle, TextField } from '@mui/material'
import type { ApiError } from '../api/api-error.js'
import type { FindingMarkKind } from '../api/schema-words.js'
import { Button } from '../parts/Button.js'
import { Refused } from '../parts/states.js'

const mostCharacters = 2_000

interface Props {
  readonly mark: FindingMarkKind | undefined
  readonly note: string | null
  readonly error: ApiError | null
  readonly pending: boolean
  readonly put: (mark: FindingMarkKind, note: string) => void
  readonly onClose: () => void
}

/** Why a finding is right or wrong, in the words of the person who marks it. */
export function MarkNote({ mark, note, error, pending, put, onClose }: Props) {
  const [text, setText] = useState(note ?? '')
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" aria-labelledby="mark-note">
      <DialogTitle id="mark-note">Why is it right or wrong?</DialogTitle>
      <DialogContent>
        <div className="form">
          <TextField
            label="Note"
            value={text}
            multiline
            minRows={3}
            autoFocus
            slotProps={{ htmlInput: { maxLength: mostCharacters } }}
            onChange={(event) => setText(event.target.value)}
            helperText="kept with your mark, and erased with the content"
          />
          <Refused error={error} />
        </div>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        {(['RIGHT', 'WRONG'] as const).map((kind) => (
          <Button
            key={kind}
            {...(kind === (mark ?? 'WRONG') ? { kind: 'primary' as const } : {})}
            disabled={pending}
            onClick={() => put(kind, text)}
          >
            {kind === 'RIGHT' ? 'Mark right' : 'Mark wrong'}
          </Button>
        ))}
      </DialogActions>
    </Dialog>
  )
}
