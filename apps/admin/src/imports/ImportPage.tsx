import { useState } from 'react'
import { Checkbox, FormControlLabel, TextField } from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { useAct, useGraph } from '../api/useGraph.js'
import { Button } from '../parts/Button.js'
import { Bones, Empty, Failed, Refused } from '../parts/states.js'
import { PageTop } from '../shell/PageTop.js'
import { IMPORT, RUNS } from './documents.js'
import { RunPanel } from './RunPanel.js'
import './imports.css'

/** Brings traces made elsewhere on the record, with their policy versions. */
export function ImportPage() {
  const [path, setPath] = useState('')
  const [openCases, setOpenCases] = useState(false)
  const client = useQueryClient()
  const { data, error, refetch } = useGraph(RUNS, {})
  const start = useAct(IMPORT, (result) => result.importTraces)
  const submit = () =>
    start.mutate(
      { input: { path: path.trim(), openCases } },
      { onSuccess: () => void client.invalidateQueries({ queryKey: ['ImportRuns'] }) },
    )
  return (
    <>
      <PageTop title="Import" />
      <div className="page padded narrow">
        <form
          className="panel form import"
          onSubmit={(event) => {
            event.preventDefault()
            submit()
          }}
        >
          <p className="sub">
            A folder with <span className="mono">traces.jsonl</span> and{' '}
            <span className="mono">policies/</span>, as it stands on the server. Importing the same
            traces again changes nothing.
          </p>
          <TextField
            label="Path on the server"
            value={path}
            onChange={(event) => setPath(event.target.value)}
            placeholder="/srv/traces"
            required
          />
          <FormControlLabel
            label="Open a case for each flagged verdict"
            control={
              <Checkbox size="small" checked={openCases} onChange={(_, on) => setOpenCases(on)} />
            }
          />
          <Refused error={start.error} />
          <div className="actions">
            <Button type="submit" kind="primary" disabled={!path.trim() || start.isPending}>
              {start.isPending ? 'Starting' : 'Import'}
            </Button>
          </div>
        </form>
        {error && !data && <Failed error={error} again={() => void refetch()} />}
        {!data && !error && <Bones label="reading imports" />}
        {data?.importRuns.length === 0 && (
          <Empty title="Nothing imported yet">
            <p>Each import is listed here with its problems by line.</p>
          </Empty>
        )}
        {data?.importRuns.map((run) => (
          <RunPanel key={run.id} run={run} />
        ))}
      </div>
    </>
  )
}
