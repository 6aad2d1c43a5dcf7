import { useRef, useState } from 'react'
import { Dialog, DialogActions, DialogContent, DialogTitle, TextField } from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import { useAct } from '../api/useGraph.js'
import { CREATE_BRANCH } from '../changes/act-documents.js'
import { Button } from '../parts/Button.js'
import { Refused } from '../parts/states.js'
import { COMMIT_OWNERS } from './documents.js'

/** Commits OWNERS to a branch of its own; it counts once a change from there is merged. */
export function EditOwners({ text: known, onClose }: { text: string; onClose: () => void }) {
  const [text, setText] = useState(known)
  const [branch, setBranch] = useState('owners')
  const [message, setMessage] = useState('')
  const client = useQueryClient()
  const navigate = useNavigate()
  const create = useAct(CREATE_BRANCH, (result) => result.createBranch)
  const commit = useAct(COMMIT_OWNERS, (result) => result.commitOwners)
  const name = branch.trim()
  /** The branch of an attempt that failed afterwards. */
  const made = useRef<{ readonly name: string; readonly head: string } | null>(null)
  const submit = async () => {
    if (made.current?.name !== name)
      made.current = await create.mutateAsync({ input: { name, from: 'main' } })
    const { head } = made.current
    await commit.mutateAsync({ input: { branch: name, text, message, parent: head } })
    void client.invalidateQueries()
    void navigate(`/changes?from=${encodeURIComponent(name)}`)
  }
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" aria-labelledby="owners">
      <DialogTitle id="owners">Who answers for which paths</DialogTitle>
      <DialogContent>
        <div className="form">
          <TextField
            label="OWNERS"
            value={text}
            onChange={(event) => setText(event.target.value)}
            helperText="a line: policies/spam/ policy-approver ann@example.org; the last that matches counts"
            multiline
            minRows={4}
            maxRows={14}
            slotProps={{ htmlInput: { className: 'mono' } }}
            autoFocus
          />
          <div className="two">
            <TextField
              label="New branch"
              value={branch}
              onChange={(event) => setBranch(event.target.value)}
              helperText="begins where main is"
            />
            <TextField
              label="What changed and why"
              value={message}
              onChange={(event) => setMessage(event.target.value)}
            />
          </div>
          <p className="sub">
            It counts once a change from the branch is approved and merged: nobody names the owners
            of their own change.
          </p>
          <Refused error={create.error ?? commit.error} />
        </div>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button
          kind="primary"
          disabled={
            create.isPending ||
            commit.isPending ||
            name === '' ||
            message.trim() === '' ||
            text === known
          }
          onClick={() => void submit().catch(() => undefined)}
        >
          Commit and open a change
        </Button>
      </DialogActions>
    </Dialog>
  )
}
