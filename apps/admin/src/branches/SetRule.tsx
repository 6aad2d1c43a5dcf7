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
import { useQueryClient } from '@tanstack/react-query'
import { useAct } from '../api/useGraph.js'
import { Button } from '../parts/Button.js'
import { Refused } from '../parts/states.js'
import { say } from '../parts/toast.js'
import { asksLess, checksFrom } from './asks.js'
import { SET_BRANCH_RULE, type Asks } from './documents.js'
import { anyModel, JudgedByFields } from './JudgedByFields.js'

interface Props {
  /** Empty for a rule of its own. */
  readonly pattern: string
  readonly asks: Asks
  readonly onClose: () => void
}

/** What branches ask of whoever moves them; who asks for less than before says why. */
export function SetRule({ pattern: known, asks, onClose }: Props) {
  const [pattern, setPattern] = useState(known)
  const [approvals, setApprovals] = useState(String(asks.requiredApprovals))
  const [checks, setChecks] = useState(asks.requiredChecks.join(' '))
  const [direct, setDirect] = useState(asks.directCommits)
  const [judgedBy, setJudgedBy] = useState(asks.judgedBy ?? anyModel)
  const [reason, setReason] = useState('')
  const client = useQueryClient()
  const set = useAct(SET_BRANCH_RULE, (result) => result.setBranchRule)
  const wished: Asks = {
    requiredApprovals: Math.trunc(Number(approvals)) || 0,
    requiredChecks: checksFrom(checks),
    directCommits: direct,
    judgedBy,
  }
  const less = known !== '' && asksLess(asks, wished)
  const submit = () =>
    set.mutate(
      { input: { pattern: pattern.trim(), ...wished, reason: reason.trim() || null } },
      {
        onSuccess: (rule) => {
          say(`${rule.pattern} asks for it from now on`)
          void client.invalidateQueries()
          onClose()
        },
      },
    )
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" aria-labelledby="rule">
      <DialogTitle id="rule">{known ? `What ${known} asks` : 'A rule for branches'}</DialogTitle>
      <DialogContent>
        <div className="form">
          {known === '' && (
            <TextField
              label="Branches"
              value={pattern}
              onChange={(event) => setPattern(event.target.value)}
              helperText="a name, with * for any run of characters, such as spam/*"
              autoFocus
            />
          )}
          <div className="two">
            <TextField
              label="Approvals"
              type="number"
              value={approvals}
              onChange={(event) => setApprovals(event.target.value)}
              helperText="by people who wrote none of it"
              slotProps={{ htmlInput: { min: 0, max: 10 } }}
            />
            <TextField
              label="Checks"
              value={checks}
              onChange={(event) => setChecks(event.target.value)}
              helperText="names, with spaces between: lint"
            />
          </div>
          <JudgedByFields named={judgedBy} onName={setJudgedBy} />
          <FormControlLabel
            control={
              <Checkbox checked={direct} onChange={(event) => setDirect(event.target.checked)} />
            }
            label="takes commits without a change"
          />
          <TextField
            label={less ? 'Why it may ask for less' : 'Reason'}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            helperText={less ? 'goes on the record, and is told of' : 'goes on the record'}
            required={less}
            multiline
            minRows={2}
          />
          <Refused error={set.error} />
        </div>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button
          kind="primary"
          disabled={set.isPending || pattern.trim() === '' || (less && reason.trim() === '')}
          onClick={submit}
        >
          Set
        </Button>
      </DialogActions>
    </Dialog>
  )
}
