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
import type { FindingType } from '../api/schema-words.js'
import { useAct } from '../api/useGraph.js'
import { Button } from '../parts/Button.js'
import { Refused } from '../parts/states.js'
import { say } from '../parts/toast.js'
import { toWords } from '../words/words.js'
import { SUPPRESS_FINDINGS } from './finding-documents.js'

interface Props {
  readonly policy: string
  readonly type: FindingType
  /** The finding one looks at, if any, and the rules its verdict cites. */
  readonly findingId?: string
  readonly rules?: readonly string[]
  readonly onClose: () => void
}

/** Asks how far a suppression reaches, why, and until when. */
export function SuppressFindings({ policy, type, findingId, rules = [], onClose }: Props) {
  const [reach, setReach] = useState(findingId ? 'one' : 'all')
  const [reason, setReason] = useState('')
  const [until, setUntil] = useState('')
  const client = useQueryClient()
  const suppress = useAct(SUPPRESS_FINDINGS, (result) => result.suppressFindings)
  const submit = () =>
    suppress.mutate(
      {
        input: {
          ...{ policy, type, reason },
          rule: reach.startsWith('rule ') ? reach.slice(5) : null,
          findingId: reach === 'one' ? (findingId ?? null) : null,
          until: until ? `${until}T00:00:00.000Z` : null,
        },
      },
      {
        onSuccess: () => {
          say('Suppressed, and the reason is on the record')
          void client.invalidateQueries()
          onClose()
        },
      },
    )
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" aria-labelledby="suppress-findings">
      <DialogTitle id="suppress-findings">Suppress {toWords(type)}</DialogTitle>
      <DialogContent>
        <div className="form">
          <p className="sub">
            What is suppressed is still found and counted. It opens no case and does nothing else.
          </p>
          <TextField
            select
            label="How far"
            value={reach}
            onChange={(event) => setReach(event.target.value)}
          >
            {findingId && <MenuItem value="one">this one finding</MenuItem>}
            {rules.map((rule) => (
              <MenuItem key={rule} value={`rule ${rule}`}>
                about {rule}, in {policy}
              </MenuItem>
            ))}
            <MenuItem value="all">
              every {toWords(type)} in {policy}
            </MenuItem>
          </TextField>
          <TextField
            label="Reason"
            value={reason}
            multiline
            minRows={2}
            autoFocus
            onChange={(event) => setReason(event.target.value)}
            helperText="goes on the record, and stands beside every finding it suppresses"
          />
          <TextField
            label="Until"
            type="date"
            value={until}
            onChange={(event) => setUntil(event.target.value)}
            helperText="empty: until somebody lifts it"
            slotProps={{ inputLabel: { shrink: true } }}
          />
          <Refused error={suppress.error} />
        </div>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button kind="primary" disabled={!reason.trim() || suppress.isPending} onClick={submit}>
          Suppress
        </Button>
      </DialogActions>
    </Dialog>
  )
}
