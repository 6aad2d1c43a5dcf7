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
import { OPEN } from './act-documents.js'
import { BRANCHES } from './documents.js'

interface Props {
  /** Empty to choose one. */
  readonly branch: string
  readonly onClose: () => void
}

/** Asks for a branch to be merged, with the reasons those who approve will read. */
export function OpenChange({ branch: asked, onClose }: Props) {
  const [branch, setBranch] = useState(asked)
  const [title, setTitle] = useState('')
  const [description, setDescription] = useState('')
  const { data } = useGraph(BRANCHES, {})
  const names = (data?.branches ?? []).map(({ name }) => name).filter((name) => name !== 'main')
  const choices = branch && !names.includes(branch) ? [branch, ...names] : names
  const navigate = useNavigate()
  const client = useQueryClient()
  const open = useAct(OPEN, (result) => result.openChange)
  const submit = () =>
    open.mutate(
      { input: { branch, title: title.trim(), description: description.trim(), target: 'main' } },
      {
        onSuccess: ({ id }) => {
          void client.invalidateQueries()
          void navigate(`/changes/${id}`)
        },
      },
    )
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" aria-labelledby="open-change">
      <DialogTitle id="open-change">Open a change</DialogTitle>
      <DialogContent>
        <div className="form">
          <TextField
            select
            label="Branch"
            value={choices.includes(branch) ? branch : ''}
            onChange={(event) => setBranch(event.target.value)}
            helperText="what it has beyond main is what is asked for"
          >
            {choices.map((name) => (
              <MenuItem key={name} value={name}>
                {name}
              </MenuItem>
            ))}
          </TextField>
          <TextField
            label="Title"
            value={title}
            onChange={(event) => setTitle(event.target.value)}
            slotProps={{ htmlInput: { maxLength: 200 } }}
          />
          <TextField
            label="Why"
            multiline
            minRows={3}
            maxRows={10}
            value={description}
            onChange={(event) => setDescription(event.target.value)}
            helperText="for those who approve it, and for whoever asks later"
          />
          <Refused error={open.error} />
        </div>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button
          kind="primary"
          disabled={!branch || title.trim() === '' || open.isPending}
          onClick={submit}
        >
          Open
        </Button>
      </DialogActions>
    </Dialog>
  )
}
