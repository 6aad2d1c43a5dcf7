import { useState } from 'react'
import {
  Checkbox,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  FormControlLabel,
  MenuItem,
  TextField,
} from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { useAct } from '../api/useGraph.js'
import { usePermit } from '../api/usePermit.js'
import { Button } from '../parts/Button.js'
import { Refused } from '../parts/states.js'
import { say } from '../parts/toast.js'
import { ROLL_BACK, type Releases } from './documents.js'
import { earlierVersions } from './release-words.js'

/** Puts a version back in force that was before; in an emergency at once, and approved within a day. */
export function RollBack({ releases, onClose }: { releases: Releases; onClose: () => void }) {
  const { name: policy, publications, inForce } = releases
  const mayAlways = usePermit()('policy:rollback')
  const choices = earlierVersions(publications, inForce?.commit)
  const [ref, setRef] = useState(choices[0]?.commit ?? '')
  const [emergency, setEmergency] = useState(!mayAlways)
  const [reason, setReason] = useState('')
  const client = useQueryClient()
  const rollBack = useAct(ROLL_BACK, (result) => result.rollbackPolicy)
  const submit = () =>
    rollBack.mutate(
      { input: { policy, ref, reason: reason.trim(), emergency } },
      {
        onSuccess: ({ commit }) => {
          const due = emergency ? '; another person approves it within 24 h' : ''
          say(`${policy} ${commit.slice(0, 7)} is in force again${due}`)
          void client.invalidateQueries()
          onClose()
        },
      },
    )
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" aria-labelledby="rollback">
      <DialogTitle id="rollback">Roll {policy} back</DialogTitle>
      <DialogContent>
        <div className="form">
          <TextField
            select
            label="Back to"
            value={ref}
            onChange={(event) => setRef(event.target.value)}
            helperText="versions that were in force before"
          >
            {choices.map((version) => (
              <MenuItem key={version.commit} value={version.commit}>
                version {version.sequence}, {version.shortCommit}
              </MenuItem>
            ))}
          </TextField>
          <TextField
            label="Reason"
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            helperText="goes on the record"
            multiline
            minRows={2}
            autoFocus
          />
          <div>
            <FormControlLabel
              control={
                <Checkbox
                  checked={emergency}
                  disabled={!mayAlways}
                  onChange={(event) => setEmergency(event.target.checked)}
                />
              }
              label="in an emergency"
            />
            <p className="sub">
              It holds at once either way, and ends shadow and canary. An emergency is for a version
              before the one in force: another policy approver has to approve it within 24 hours.
              {!mayAlways &&
                ' Without the permission policy:rollback you may in an emergency only.'}
            </p>
          </div>
          <Refused error={rollBack.error} />
        </div>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button
          kind="primary"
          disabled={ref === '' || reason.trim() === '' || rollBack.isPending}
          onClick={submit}
        >
          Roll back
        </Button>
      </DialogActions>
    </Dialog>
  )
}
