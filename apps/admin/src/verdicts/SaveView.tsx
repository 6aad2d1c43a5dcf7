import { useState } from 'react'
import {
  Checkbox,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  FormControlLabel,
  TextField,
} from '@mui/material'
import { useAct } from '../api/useGraph.js'
import { Button } from '../parts/Button.js'
import { Refused } from '../parts/states.js'
import { say } from '../parts/toast.js'
import { SAVE_VIEW } from './views-documents.js'

interface Props {
  readonly query: string
  readonly onSaved: () => void
  readonly onClose: () => void
}

/** Gives what stands in the query box a name. */
export function SaveView({ query, onSaved, onClose }: Props) {
  const [name, setName] = useState('')
  const [shared, setShared] = useState(false)
  const act = useAct(SAVE_VIEW, (result) => result.saveView)
  const save = () =>
    act.mutate(
      { input: { name, query, shared } },
      {
        onSuccess: (view) => {
          say(`“${view.name}” is saved`)
          onSaved()
        },
      },
    )
  return (
    <Dialog open onClose={onClose} aria-labelledby="save-view">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (name.trim()) save()
        }}
      >
        <DialogTitle id="save-view">Save this view</DialogTitle>
        <DialogContent>
          <div className="form">
            <Refused error={act.error} />
            <TextField
              label="Name"
              value={name}
              onChange={(e) => setName(e.target.value)}
              autoFocus
              helperText={query || 'all verdicts'}
            />
            <FormControlLabel
              control={<Checkbox checked={shared} onChange={(_, on) => setShared(on)} />}
              label="Show it to everybody"
            />
          </div>
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" kind="primary" disabled={act.isPending}>
            Save
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
