import { useState } from 'react'
import { TextField } from '@mui/material'
import { useNavigate } from 'react-router'
import { useAct } from '../api/useGraph.js'
import { Button } from '../parts/Button.js'
import { Missing, Refused } from '../parts/states.js'
import { RUN_TESTS } from './documents.js'
import { RunHow, useHow } from './RunHow.js'

interface Props {
  readonly policy: string
  readonly commit: string
  readonly ownEffort: string | null
  readonly cases: number
}

const most = 10

/** Has the cases of one version judged, by what was chosen last. */
export function RunTests({ policy, commit, ownEffort, cases }: Props) {
  const { how, endpoints, choose, asked, error } = useHow()
  const navigate = useNavigate()
  const run = useAct(RUN_TESTS, (result) => result.runPolicyTests)
  const [reason, setReason] = useState('')
  const { repeats } = how
  const fits = Number.isInteger(repeats) && repeats >= 1 && repeats <= most
  const submit = () =>
    run.mutate(
      { input: { policy, ref: commit, repeats, ...asked, reason: reason.trim() || null } },
      { onSuccess: ({ id }) => void navigate(`/policy-tests/${id}`) },
    )
  return (
    <>
      <form
        className="runhow"
        aria-label="Run the tests"
        onSubmit={(event) => {
          event.preventDefault()
          if (fits && !run.isPending) submit()
        }}
      >
        <RunHow {...{ how, endpoints, choose, ownEffort }} />
        <TextField
          label="Times each"
          type="number"
          value={repeats || ''}
          onChange={(event) => choose({ repeats: Number(event.target.value) })}
          error={!fits}
          slotProps={{ htmlInput: { min: 1, max: most }, inputLabel: { shrink: true } }}
        />
        <TextField
          label="Reason"
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          placeholder="counts in place of a failed run"
          slotProps={{ inputLabel: { shrink: true } }}
        />
        <Button kind="primary" type="submit" disabled={!fits || run.isPending || cases === 0}>
          Run tests
        </Button>
        <span className="sub" role="status">
          {run.isPending
            ? 'being asked for'
            : fits
              ? `${(cases * repeats).toLocaleString('en')} judgements`
              : `1 to ${most} times`}
        </span>
      </form>
      {error && <Missing error={error} />}
      <Refused error={run.error} />
    </>
  )
}
