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
import { useNavigate } from 'react-router'
import { useAct } from '../api/useGraph.js'
import type { ExportRow } from '../exports/documents.js'
import { requestWords } from '../exports/export-words.js'
import { Button } from '../parts/Button.js'
import { Refused } from '../parts/states.js'
import { DRAW_SAMPLE } from './documents.js'
import { SampleSize } from './SampleSize.js'

const populationWords = ({ request, done, createdAt }: ExportRow) =>
  `${Number(done).toLocaleString('en')} of ${createdAt.slice(0, 16).replace('T', ' ')}: ${requestWords(request)}`

/** Draws rows of a population: the same population, seed and size are the same rows for everybody. */
export function DrawSample(props: { populations: readonly ExportRow[]; onClose: () => void }) {
  const { populations, onClose } = props
  const [populationId, setPopulation] = useState(populations[0]?.id ?? '')
  const [title, setTitle] = useState('')
  const [size, setSize] = useState('60')
  const [seed, setSeed] = useState('')
  const [strata, setStrata] = useState(false)
  const navigate = useNavigate()
  const draw = useAct(DRAW_SAMPLE, (result) => result.drawSample)
  const method = strata ? ('STRATIFIED' as const) : ('SIMPLE' as const)
  const submit = () =>
    draw.mutate(
      { input: { populationId, title, seed, size: Number(size), method } },
      { onSuccess: ({ id }) => void navigate(`/samples/${id}`) },
    )
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" aria-labelledby="draw">
      <DialogTitle id="draw">Draw a sample</DialogTitle>
      <DialogContent>
        <div className="form">
          <TextField
            select
            label="Population"
            value={populationId}
            onChange={(event) => setPopulation(event.target.value)}
          >
            {populations.map((population) => (
              <MenuItem key={population.id} value={population.id}>
                {populationWords(population)}
              </MenuItem>
            ))}
          </TextField>
          <TextField
            label="Title"
            value={title}
            onChange={(event) => setTitle(event.target.value)}
            autoFocus
          />
          <div className="two">
            <TextField
              label="Verdicts"
              type="number"
              value={size}
              onChange={(event) => setSize(event.target.value)}
            />
            <TextField
              label="Seed"
              value={seed}
              onChange={(event) => setSeed(event.target.value)}
              helperText="any line, named before the draw"
            />
          </div>
          <FormControlLabel
            label="by policy and outcome, each with its own share"
            control={<Checkbox size="small" checked={strata} onChange={(_, on) => setStrata(on)} />}
          />
          <SampleSize />
          <Refused error={draw.error} />
        </div>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button
          kind="primary"
          onClick={submit}
          disabled={draw.isPending || !title.trim() || !seed.trim() || !populationId}
        >
          Draw
        </Button>
      </DialogActions>
    </Dialog>
  )
}
