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
import { useAct } from '../api/useGraph.js'
import { Button } from '../parts/Button.js'
import { Refused } from '../parts/states.js'
import { say } from '../parts/toast.js'
import type { Version } from '../policies/documents.js'
import { SET_ARM } from './documents.js'

export interface Wished {
  readonly arm: 'CANARY' | 'SHADOW'
  /** Of the arm as it is; none where it is to begin. */
  readonly commit: string | null
  readonly share: number | null
}

interface Props {
  readonly policy: string
  readonly wished: Wished
  readonly versions: readonly Version[]
  readonly onClose: () => void
}

const meaning = {
  CANARY:
    'It judges a share of the content in place of the version in force, and is acted on. The same content always falls on the same side; a share that grows keeps what it has.',
  SHADOW:
    'It judges everything beside the version in force. Its verdicts are kept apart and never acted on.',
} as const

/** Starts an arm beside the version in force, or gives it another share or version. */
export function SetArm({ policy, wished: { arm, commit, share }, versions, onClose }: Props) {
  const choices = versions.filter(({ inForce }) => !inForce)
  const [ref, setRef] = useState(commit ?? choices[0]?.commit ?? '')
  const [percent, setPercent] = useState(String(share ?? 10))
  const [note, setNote] = useState('')
  const client = useQueryClient()
  const set = useAct(SET_ARM, (result) => result.setReleaseArm)
  const name = arm.toLowerCase()
  const submit = () =>
    set.mutate(
      {
        input: {
          ...{ policy, arm, ref, note: note.trim() || null },
          share: arm === 'CANARY' ? Math.trunc(Number(percent)) || 0 : null,
        },
      },
      {
        onSuccess: () => {
          say(`The ${name} of ${policy} judges from now on`)
          void client.invalidateQueries()
          onClose()
        },
      },
    )
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" aria-labelledby="arm">
      <DialogTitle id="arm">
        {commit ? `Change the ${name}` : `Start a ${name}`} of {policy}
      </DialogTitle>
      <DialogContent>
        <div className="form">
          <p className="sub">{meaning[arm]}</p>
          <div className={arm === 'CANARY' ? 'two' : undefined}>
            <TextField
              select
              fullWidth
              label="Version"
              value={ref}
              onChange={(event) => setRef(event.target.value)}
            >
              {choices.map((version) => (
                <MenuItem key={version.commit} value={version.commit}>
                  version {version.sequence}, {version.shortCommit}
                </MenuItem>
              ))}
            </TextField>
            {arm === 'CANARY' && (
              <TextField
                label="Share, per cent"
                type="number"
                value={percent}
                onChange={(event) => setPercent(event.target.value)}
                helperText="1 to 50"
                slotProps={{ htmlInput: { min: 1, max: 50 } }}
              />
            )}
          </div>
          <TextField
            label="Note"
            value={note}
            onChange={(event) => setNote(event.target.value)}
            helperText="kept with it; the next publication ends it"
          />
          <Refused error={set.error} />
        </div>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button kind="primary" disabled={ref === '' || set.isPending} onClick={submit}>
          {commit ? 'Set' : 'Start'}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
