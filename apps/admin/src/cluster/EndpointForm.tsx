import { useState, type FormEvent } from 'react'
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
import type { EndpointKind } from '../api/schema-words.js'
import { useAct } from '../api/useGraph.js'
import { Button } from '../parts/Button.js'
import { Refused } from '../parts/states.js'
import { say } from '../parts/toast.js'
import { typed } from '../words/form.js'
import { kindWords } from './state-words.js'
import { SAVE, type Endpoint } from './useEndpoints.js'

/** Adds an endpoint or changes one. The key itself never comes here, only the name it goes by. */
export function EndpointForm({
  endpoint,
  onClose,
}: {
  endpoint: Endpoint | null
  onClose: () => void
}) {
  const [onPremises, setOnPremises] = useState(endpoint?.onPremises ?? false)
  const client = useQueryClient()
  const save = useAct(SAVE, (result) => result.saveEndpoint)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const textOf = (name: string) => typed(form, name).trim()
    const optional = (name: string) => textOf(name) || null
    save.mutate(
      {
        input: {
          id: endpoint?.id ?? null,
          name: textOf('name'),
          kind: textOf('kind') as EndpointKind,
          baseUrl: textOf('baseUrl'),
          model: textOf('model'),
          apiKeyEnv: optional('apiKeyEnv'),
          maxInFlight: Number(textOf('maxInFlight')) || null,
          onPremises,
          revision: optional('revision'),
          quantization: optional('quantization'),
        },
      },
      {
        onSuccess: ({ name }) => {
          say(`${name} is saved`)
          void client.invalidateQueries({ queryKey: ['Endpoints'] })
          onClose()
        },
      },
    )
  }
  const field = (name: keyof Endpoint, label: string, more: object = {}) => (
    <TextField name={name} label={label} defaultValue={endpoint?.[name] ?? ''} {...more} />
  )
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" aria-labelledby="endpoint">
      <form onSubmit={submit}>
        <DialogTitle id="endpoint">
          {endpoint ? `Change ${endpoint.name}` : 'Add an endpoint'}
        </DialogTitle>
        <DialogContent>
          <div className="form">
            <div className="two">
              {field('name', 'Name', { required: true, autoFocus: true })}
              <label className="stacked">
                <span className="label">Kind</span>
                <select className="field" name="kind" defaultValue={endpoint?.kind ?? 'VLLM'}>
                  {Object.entries(kindWords)
                    .filter(([kind]) => kind !== 'SIMULATOR' || endpoint?.kind === 'SIMULATOR')
                    .map(([kind, words]) => (
                      <option key={kind} value={kind}>
                        {words}
                      </option>
                    ))}
                </select>
              </label>
            </div>
            {field('baseUrl', 'Base URL', {
              required: true,
              type: 'url',
              placeholder: 'http://host:8000/v1',
            })}
            {field('model', 'Model', {
              required: true,
              placeholder: 'openai/gpt-oss-safeguard-20b',
            })}
            <div className="two">
              {field('maxInFlight', 'Most in flight', { type: 'number' })}
              {field('apiKeyEnv', 'Environment variable with the key', {
                helperText: 'the name only; the key stays with the worker',
              })}
            </div>
            <div className="two">
              {field('revision', 'Model revision')}
              {field('quantization', 'Quantization')}
            </div>
            <FormControlLabel
              label="On premises: content marked so may go here"
              control={
                <Checkbox
                  size="small"
                  checked={onPremises}
                  onChange={(_, on) => setOnPremises(on)}
                />
              }
            />
            <Refused error={save.error} />
          </div>
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" kind="primary" disabled={save.isPending}>
            Save
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
