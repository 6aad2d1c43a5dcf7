import { useState } from 'react'
import { MenuItem, TextField } from '@mui/material'
import { Button } from '../../parts/Button.js'
import { parseCases } from '../policy-cases.js'
import type { PolicyFiles } from '../starter.js'
import { caseLine, codesIn, labelsOf } from './case-lines.js'
import type { TriedCase } from './try-documents.js'

interface Props {
  readonly tried: TriedCase
  readonly content: string
  readonly draft: PolicyFiles
  readonly onAdd: (line: string) => void
}

/** Keeps what was tried as a test case, with the label that the person says it should get. */
export function AddCase({ tried, content, draft, onAdd }: Props) {
  const stated = labelsOf(draft.manifest)
  const seen = [...parseCases(draft.cases).map(({ label }) => label), tried.label ?? '']
  const labels = stated.length > 0 ? stated : [...new Set(seen)].filter(Boolean)
  const [label, setLabel] = useState('')
  const [rules, setRules] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const [added, setAdded] = useState(false)
  // Codes the model cited are offered for the label it gave; another label has other rules.
  const codes = rules ?? (label === tried.label ? tried.rules.join(' ') : '')
  const add = () => {
    onAdd(caseLine({ content, label, rules: codesIn(codes), note }))
    setAdded(true)
  }
  if (added)
    return (
      <p className="sub" role="status">
        Added to <span className="mono">cases.jsonl</span>; it is committed with the draft.
      </p>
    )
  return (
    <form
      className="addcase"
      aria-label="Add to cases.jsonl"
      onSubmit={(event) => {
        event.preventDefault()
        if (label) add()
      }}
    >
      <h3>Keep it as a test case</h3>
      <TextField
        select
        label="Label it should get"
        value={labels.includes(label) ? label : ''}
        onChange={(event) => setLabel(event.target.value)}
      >
        {labels.map((each) => (
          <MenuItem key={each} value={each}>
            {each}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        label="Rules it falls under"
        value={codes}
        onChange={(event) => setRules(event.target.value)}
      />
      <TextField label="Note" value={note} onChange={(event) => setNote(event.target.value)} />
      <Button type="submit" icon="plus" disabled={!label}>
        Add to cases.jsonl
      </Button>
    </form>
  )
}
