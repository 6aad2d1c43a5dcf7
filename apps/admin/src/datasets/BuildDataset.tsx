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
import { useNavigate } from 'react-router'
import { useAct, useGraph } from '../api/useGraph.js'
import { Button } from '../parts/Button.js'
import { Refused } from '../parts/states.js'
import { say } from '../parts/toast.js'
import { counted } from '../words/words.js'
import { POLICY_NAMES } from '../policies/policy-names.js'
import { BUILD } from './documents.js'

const kinds = { correction: 'corrections', agreement: 'agreements' } as const

const toggled = (values: readonly string[], value: string) =>
  values.includes(value) ? values.filter((other) => other !== value) : [...values, value]

const dayStart = (day: string) => (day ? `${day}T00:00:00.000Z` : null)

/** Chooses decisions and makes them labelled items, split the same way every time. */
export function BuildDataset({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState('')
  const [purpose, setPurpose] = useState('')
  const [policies, setPolicies] = useState<readonly string[]>([])
  const [chosen, setChosen] = useState<readonly string[]>(Object.keys(kinds))
  const [includeSimulated, setIncludeSimulated] = useState(false)
  const [after, setAfter] = useState('')
  const [before, setBefore] = useState('')
  const known = useGraph(POLICY_NAMES, {})
  const navigate = useNavigate()
  const client = useQueryClient()
  const build = useAct(BUILD, (result) => result.buildDataset)
  const submit = () =>
    build.mutate(
      {
        input: {
          name: name.trim(),
          purpose: purpose.trim() || null,
          policies: policies.length ? [...policies] : null,
          kinds: [...chosen],
          includeSimulated,
          decidedAfter: dayStart(after),
          decidedBefore: dayStart(before),
        },
      },
      {
        onSuccess: (dataset) => {
          say(`${dataset.name} v${dataset.version} holds ${counted(dataset.items, 'item')}`)
          void client.invalidateQueries({ queryKey: ['Datasets'] })
          void navigate(`/datasets/${encodeURIComponent(dataset.name)}?version=${dataset.version}`)
        },
      },
    )
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" aria-labelledby="build">
      <DialogTitle id="build">Build a data set</DialogTitle>
      <DialogContent>
        <div className="form">
          <div className="two">
            <TextField
              label="Name"
              value={name}
              onChange={(event) => setName(event.target.value)}
              helperText="a known name makes its next version"
              autoFocus
            />
            <TextField
              label="Purpose"
              value={purpose}
              onChange={(event) => setPurpose(event.target.value)}
            />
          </div>
          <fieldset>
            <legend>Policies (all, unless some are chosen)</legend>
            {known.data?.policies.map((policy) => (
              <FormControlLabel
                key={policy.name}
                label={policy.title}
                control={
                  <Checkbox
                    size="small"
                    checked={policies.includes(policy.name)}
                    onChange={() => setPolicies(toggled(policies, policy.name))}
                  />
                }
              />
            ))}
          </fieldset>
          <fieldset>
            <legend>Decisions</legend>
            {Object.entries(kinds).map(([kind, words]) => (
              <FormControlLabel
                key={kind}
                label={words}
                control={
                  <Checkbox
                    size="small"
                    checked={chosen.includes(kind)}
                    onChange={() => setChosen(toggled(chosen, kind))}
                  />
                }
              />
            ))}
            <FormControlLabel
              label="on simulated verdicts too"
              control={
                <Checkbox
                  size="small"
                  checked={includeSimulated}
                  onChange={(_, on) => setIncludeSimulated(on)}
                />
              }
            />
          </fieldset>
          <div className="two">
            <TextField
              label="Decided from"
              type="date"
              value={after}
              onChange={(e) => setAfter(e.target.value)}
            />
            <TextField
              label="Decided before"
              type="date"
              value={before}
              onChange={(e) => setBefore(e.target.value)}
            />
          </div>
          <Refused error={build.error} />
        </div>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button
          kind="primary"
          disabled={!name.trim() || chosen.length === 0 || build.isPending}
          onClick={submit}
        >
          {build.isPending ? 'Building' : 'Build'}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
