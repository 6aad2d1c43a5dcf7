import { useState } from 'react'
import { Checkbox, FormControlLabel, Radio, RadioGroup, TextField } from '@mui/material'
import { Button } from '../parts/Button.js'
import { Refused } from '../parts/states.js'
import { BundlePicker } from './BundlePicker.js'
import type { ChosenBundle } from './bundle-files.js'
import { Progress } from '../parts/Progress.js'
import { useImport, type Origin } from './useImport.js'

/** Which bundle, from where, and whether people should hear of it. */
export function ImportForm() {
  const [from, setFrom] = useState<Origin['from']>('browser')
  const [path, setPath] = useState('')
  const [bundle, setBundle] = useState<ChosenBundle | null>(null)
  const [openCases, setOpenCases] = useState(false)
  const { begin, sentBytes, isPending, error } = useImport()
  const origin = originOf(from, path.trim(), bundle)
  return (
    <form
      className="panel form import"
      onSubmit={(event) => {
        event.preventDefault()
        if (origin) begin({ origin, openCases })
      }}
    >
      <p className="sub">
        A folder with <span className="mono">traces.jsonl</span> and{' '}
        <span className="mono">policies/</span>. Importing the same traces again changes nothing.
      </p>
      <RadioGroup
        row
        aria-label="Where the folder is"
        value={from}
        onChange={(_, value) => setFrom(value as Origin['from'])}
      >
        <FormControlLabel
          value="browser"
          control={<Radio size="small" />}
          label="On this computer"
        />
        <FormControlLabel value="server" control={<Radio size="small" />} label="On the server" />
      </RadioGroup>
      {from === 'browser' ? (
        <BundlePicker chosen={bundle} choose={setBundle} disabled={isPending} />
      ) : (
        <TextField
          label="Path on the server"
          value={path}
          onChange={(event) => setPath(event.target.value)}
          placeholder="/srv/traces"
          required
        />
      )}
      <FormControlLabel
        label="Open a case for each flagged verdict"
        control={
          <Checkbox size="small" checked={openCases} onChange={(_, on) => setOpenCases(on)} />
        }
      />
      <Refused error={error} />
      {isPending && origin?.from === 'browser' && (
        <Progress label="sending" done={sentBytes} total={origin.bundle.sizeBytes} />
      )}
      <div className="actions">
        <Button type="submit" kind="primary" disabled={!origin || isPending}>
          {isPending ? (from === 'browser' ? 'Sending' : 'Starting') : 'Import'}
        </Button>
      </div>
    </form>
  )
}

function originOf(from: Origin['from'], path: string, bundle: ChosenBundle | null): Origin | null {
  if (from === 'server') return path ? { from, path } : null
  return bundle?.missing.length === 0 ? { from, bundle } : null
}
