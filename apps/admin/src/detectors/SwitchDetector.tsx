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
import type { DetectorMode } from '../api/schema-words.js'
import { useAct } from '../api/useGraph.js'
import { Button } from '../parts/Button.js'
import { Refused } from '../parts/states.js'
import { say } from '../parts/toast.js'
import { PolicyField } from '../policies/PolicyField.js'
import { toWords } from '../words/words.js'
import { SET_DETECTOR_MODE, type Detector } from './documents.js'

/** Lets a detector act or only advise, in one policy or in all, with a reason. */
export function SwitchDetector({ detector, onClose }: { detector: Detector; onClose: () => void }) {
  const [policy, setPolicy] = useState('')
  const now = policy ? detector.policies.find((one) => one.policy === policy) : detector
  const [mode, setMode] = useState<DetectorMode>(detector.advisory ? 'ACTING' : 'ADVISORY')
  const [automatic, setAutomatic] = useState(now?.setting?.automatic != null)
  const [below, setBelow] = useState(String(now?.setting?.automatic?.below ?? 0.5))
  const [leastMarks, setLeast] = useState(String(now?.setting?.automatic?.leastMarks ?? 20))
  const [reason, setReason] = useState('')
  const client = useQueryClient()
  const set = useAct(SET_DETECTOR_MODE, (result) => result.setDetectorMode)
  const submit = () =>
    set.mutate(
      {
        input: {
          ...{ type: detector.type, policy: policy || null, mode, reason },
          automatic: automatic
            ? { below: Number(below) || 0, leastMarks: Math.trunc(Number(leastMarks)) || 0 }
            : null,
        },
      },
      {
        onSuccess: () => {
          say(mode === 'ADVISORY' ? 'It only advises from now on' : 'It acts from now on')
          void client.invalidateQueries({ queryKey: ['Detectors'] })
          onClose()
        },
      },
    )
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" aria-labelledby="switch-detector">
      <DialogTitle id="switch-detector">{toWords(detector.type)}</DialogTitle>
      <DialogContent>
        <div className="form">
          <div className="two">
            <PolicyField label="Where" value={policy} onChange={setPolicy} />
            <TextField
              select
              label="It"
              value={mode}
              onChange={(event) => setMode(event.target.value as DetectorMode)}
            >
              <MenuItem value="ADVISORY">only advises</MenuItem>
              <MenuItem value="ACTING">acts by the policy’s rules</MenuItem>
            </TextField>
          </div>
          <TextField
            label="Reason"
            value={reason}
            multiline
            minRows={2}
            autoFocus
            helperText="goes on the record"
            onChange={(event) => setReason(event.target.value)}
          />
          <FormControlLabel
            control={
              <Checkbox
                checked={automatic}
                onChange={(event) => setAutomatic(event.target.checked)}
              />
            }
            label="let marks switch it to advising by themselves"
          />
          {automatic && (
            <div className="two">
              <TextField
                label="Below a precision of"
                value={below}
                onChange={(event) => setBelow(event.target.value)}
                slotProps={{ htmlInput: { inputMode: 'decimal' } }}
              />
              <TextField
                label="Over so many marks"
                value={leastMarks}
                onChange={(event) => setLeast(event.target.value)}
                slotProps={{ htmlInput: { inputMode: 'numeric' } }}
              />
            </div>
          )}
          <Refused error={set.error} />
        </div>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button kind="primary" disabled={!reason.trim() || set.isPending} onClick={submit}>
          Set
        </Button>
      </DialogActions>
    </Dialog>
  )
}
