import { useState } from 'react'
import { Dialog, DialogActions, DialogContent, DialogTitle, TextField } from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import type { VariablesOf } from '../api/graphql.js'
import { useAct } from '../api/useGraph.js'
import { everyVerdict, requestWords } from '../exports/export-words.js'
import { Button } from '../parts/Button.js'
import { Refused } from '../parts/states.js'
import { say } from '../parts/toast.js'
import { MAKE_EVIDENCE } from './documents.js'

type Scope = Omit<VariablesOf<typeof MAKE_EVIDENCE>['input'], 'purpose'>

const named = ({ verdictId, caseId, filter }: Scope): string => {
  if (verdictId) return 'this verdict'
  if (caseId) return 'this case'
  const found = requestWords({ filter })
  return found === everyVerdict ? found : `every verdict this filter finds (${found})`
}

/** Asks for an evidence package; it is made in the background and waits under Exports. */
export function MakeEvidence({ of, onClose }: { of: Scope; onClose: () => void }) {
  const [purpose, setPurpose] = useState('')
  const navigate = useNavigate()
  const client = useQueryClient()
  const make = useAct(MAKE_EVIDENCE, (result) => result.makeEvidencePackage)
  const submit = () =>
    make.mutate(
      { input: { ...of, purpose: purpose.trim() } },
      {
        onSuccess: () => {
          say('The package is being made')
          void client.invalidateQueries({ queryKey: ['ExportJobs'] })
          void navigate('/exports')
        },
      },
    )
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" aria-labelledby="make-evidence">
      <DialogTitle id="make-evidence">Make an evidence package</DialogTitle>
      <DialogContent>
        <div className="form">
          <p className="sub">
            Everything on the record about {named(of)}, with the policy text, the dossier and a
            proof of every row, as a zip that anybody can verify without us. What you may not see,
            and what was erased, is listed in it.
          </p>
          <TextField
            label="What is it for?"
            autoFocus
            value={purpose}
            slotProps={{ htmlInput: { maxLength: 500 } }}
            helperText="Goes into the package, and is kept with the record that it was made."
            onChange={(event) => setPurpose(event.target.value)}
          />
          <Refused error={make.error} />
        </div>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button kind="primary" disabled={!purpose.trim() || make.isPending} onClick={submit}>
          Make it
        </Button>
      </DialogActions>
    </Dialog>
  )
}
