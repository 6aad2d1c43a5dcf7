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
  /** What the title begins as. */
  readonly title?: string | undefined
  readonly onClose: () => void
}

/** Asks for a branch to be merged, with the reasons those who approve will read. */
export function OpenChange({ branch: asked, title: begun = '', onClose }: Props) {
  const [branch, setBranch] = useState(asked)
  const [target, setTarget] = useState('main')
  const [title, setTitle] = useState(begun)
  const [description, setDescription] = useState('')
  const { data } = useGraph(BRANCHES, {})
  const all = (data?.branches ?? []).map(({ name }) => name)
  const names = all.filter((name) => name !== 'main')
  const choices = branch && !names.includes(branch) ? [branch, ...names] : names
  const targets = ['main', ...names.filter((name) => name !== branch)]
  const navigate = useNavigate()
  const client = useQueryClient()
  const open = useAct(OPEN, (result) => result.openChange)
  const submit = () =>
    open.mutate(
      { input: { branch, title: title.trim(), description: description.trim(), target } },
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
          <div className="two">
            <TextField
              select
              fullWidth
              label="Branch"
              value={choices.includes(branch) ? branch : ''}
              onChange={(event) => {
                setBranch(event.target.value)
                if (event.target.value === target) setTarget('main')
              }}
              helperText={`what it has beyond ${target} is asked for`}
            >
              {choices.map((name) => (
                <MenuItem key={name} value={name}>
                  {name}
                </MenuItem>
              ))}
            </TextField>
            <TextField
              select
              fullWidth
              label="Into"
              value={target}
              onChange={(event) => setTarget(event.target.value)}
              helperText={
                target === 'main'
                  ? 'merging makes a version, which judges once published'
                  : 'versions come from main alone'
              }
            >
              {targets.map((name) => (
                <MenuItem key={name} value={name}>
                  {name}
                </MenuItem>
              ))}
            </TextField>
          </div>
          <TextField
            label="Title"
            value={title}
            onChange={(event) => setTitle(event.target.value)}
            autoFocus={branch !== ''}
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
