import { useState } from 'react'
import {
  Checkbox,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  FormControlLabel,
  Radio,
  RadioGroup,
} from '@mui/material'
import { useNavigate } from 'react-router'
import type { VariablesOf } from '../api/graphql.js'
import { useAct } from '../api/useGraph.js'
import { usePermit } from '../api/usePermit.js'
import { Button } from '../parts/Button.js'
import { Refused } from '../parts/states.js'
import { say } from '../parts/toast.js'
import { EXPORT_POPULATION, EXPORT_VERDICTS } from './documents.js'
import { requestWords } from './export-words.js'

type Input = VariablesOf<typeof EXPORT_VERDICTS>['input']

const formats = {
  JSONL: 'JSON, one verdict a line',
  CSV: 'CSV, for a spreadsheet',
  PARQUET: 'Parquet, for analysis',
} as const

/** Not a format: ids, outcomes and digests, to draw a sample from. */
const population = 'POPULATION'

const words = { CONTENT: 'content', TRACE: 'trace, output and rationale' } as const
type Word = keyof typeof words
const permissionFor = { CONTENT: 'content:view', TRACE: 'trace:read' } as const

/** Asks for a file of whatever the filter finds, with words only for who may read them. */
export function ExportFilter(props: { filter: NonNullable<Input['filter']>; onClose: () => void }) {
  const { filter, onClose } = props
  const may = usePermit()
  const [format, setFormat] = useState<keyof typeof formats | typeof population>('JSONL')
  const [chosen, setChosen] = useState<readonly Word[]>([])
  const navigate = useNavigate()
  const make = useAct(EXPORT_VERDICTS, (result) => result.exportVerdicts)
  const take = useAct(EXPORT_POPULATION, (result) => result.exportPopulation)
  const toggle = (word: Word) =>
    setChosen(chosen.includes(word) ? chosen.filter((other) => other !== word) : [...chosen, word])
  const begun = {
    onSuccess: () => {
      say('The export is being made')
      void navigate('/exports')
    },
  }
  const submit = () =>
    format === population
      ? take.mutate({ input: { filter } }, begun)
      : make.mutate({ input: { filter, format, words: [...chosen] } }, begun)
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" aria-labelledby="export-filter">
      <DialogTitle id="export-filter">Export this filter</DialogTitle>
      <DialogContent>
        <div className="form">
          <p>{requestWords({ filter })}, as recorded up to now.</p>
          <fieldset>
            <legend>Format</legend>
            <RadioGroup value={format} onChange={(_, value) => setFormat(value as typeof format)}>
              {Object.entries(formats).map(([name, label]) => (
                <FormControlLabel
                  key={name}
                  value={name}
                  label={label}
                  control={<Radio size="small" />}
                />
              ))}
              {may('evidence:export') && (
                <FormControlLabel
                  value={population}
                  label="population for a sample: ids, outcomes, digests"
                  control={<Radio size="small" />}
                />
              )}
            </RadioGroup>
          </fieldset>
          <fieldset>
            <legend>Words in it (none, unless chosen)</legend>
            {(Object.keys(words) as Word[]).map((word) => (
              <FormControlLabel
                key={word}
                label={words[word]}
                disabled={format === population || !may(permissionFor[word])}
                control={
                  <Checkbox
                    size="small"
                    checked={chosen.includes(word)}
                    onChange={() => toggle(word)}
                  />
                }
              />
            ))}
          </fieldset>
          <p className="dim">
            The file is kept for some days. What is erased meanwhile withdraws a file that holds its
            words.
          </p>
          <Refused error={make.error ?? take.error} />
        </div>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button kind="primary" onClick={submit} disabled={make.isPending || take.isPending}>
          Export
        </Button>
      </DialogActions>
    </Dialog>
  )
}
