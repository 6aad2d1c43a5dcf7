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
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import { useAct, useGraph } from '../api/useGraph.js'
import { BRANCHES } from '../changes/documents.js'
import { Button } from '../parts/Button.js'
import { Bones, Missing, Refused } from '../parts/states.js'
import { say } from '../parts/toast.js'
import { TAKE, TERMS, type Terms } from './documents.js'
import { knownRules, labelFor, takesEntries, type ExampleOrigin } from './example-draft.js'

interface Props {
  readonly origin: ExampleOrigin
  readonly onClose: () => void
}

/** Shows the example for editing before it goes into git, which forgets nothing. */
export function TakeExample({ origin, onClose }: Props) {
  const { data, error, refetch } = useGraph(TERMS, { policy: origin.policy })
  const terms = data?.policy?.inForce
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" aria-labelledby="take-example">
      <DialogTitle id="take-example">An example for {origin.policy}</DialogTitle>
      {terms ? (
        <Form origin={origin} terms={terms} onClose={onClose} />
      ) : (
        <DialogContent>
          {error && <Missing error={error} again={() => void refetch()} />}
          {!error && !data && <Bones lines={5} label="reading the policy" />}
          {data && <p className="gone">No version of the policy is in force.</p>}
        </DialogContent>
      )}
    </Dialog>
  )
}

function useTake(onClose: () => void) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const take = useAct(TAKE, (result) => result.takeExample)
  return {
    error: take.error,
    busy: take.isPending,
    submit: (input: Parameters<typeof take.mutate>[0]['input']) =>
      take.mutate(
        { input },
        {
          onSuccess: ({ branch, changeId }) => {
            say(`The example is on ${branch}`)
            void client.invalidateQueries()
            onClose()
            void navigate(`/changes/${changeId}`)
          },
        },
      ),
  }
}

function Form({ origin, terms, onClose }: Props & { readonly terms: Terms }) {
  const [content, setContent] = useState(origin.content)
  const [label, setLabel] = useState(labelFor(origin.outcome, terms))
  const [rules, setRules] = useState(knownRules(origin.rules, terms))
  const [note, setNote] = useState(origin.note)
  const [inText, setInText] = useState(false)
  const [branch, setBranch] = useState('')
  const branches = (useGraph(BRANCHES, {}).data?.branches ?? []).filter(
    ({ name }) => name !== 'main',
  )
  const { submit, error, busy } = useTake(onClose)
  const { rulingId, offerId } = origin
  const input = {
    ...{ rulingId, offerId, content: content.trim(), label, rules, note: note.trim() },
    ...{ inText, branch: branch || null },
  }
  return (
    <>
      <DialogContent>
        <div className="form">
          <p className="forever">
            What goes into git stays there, also when the content it came of is erased. Say it in
            your own words: what repeats the content is refused.
          </p>
          <TextField
            label="What is judged"
            multiline
            minRows={3}
            maxRows={10}
            value={content}
            onChange={(event) => setContent(event.target.value)}
            autoFocus
          />
          <div className="two">
            <TextField
              select
              label="Label"
              value={label}
              onChange={(event) => setLabel(event.target.value)}
            >
              {terms.labels.map((each) => (
                <MenuItem key={each.label} value={each.label}>
                  {each.label}
                </MenuItem>
              ))}
            </TextField>
            <TextField
              select
              label="Rules"
              value={rules}
              slotProps={{ select: { multiple: true } }}
              onChange={({ target: { value } }) =>
                setRules(typeof value === 'string' ? value.split(',') : value)
              }
            >
              {terms.rules.map(({ code, title }) => (
                <MenuItem key={code} value={code} aria-label={`${code} ${title}`}>
                  {code}
                </MenuItem>
              ))}
            </TextField>
          </div>
          <TextField
            label="Why"
            multiline
            maxRows={6}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
          <TextField
            select
            label="Branch"
            value={branch}
            onChange={(event) => setBranch(event.target.value)}
            slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
          >
            <MenuItem value="">a new one, with a change that asks for it</MenuItem>
            {branches.map(({ name }) => (
              <MenuItem key={name} value={name}>
                {name}
              </MenuItem>
            ))}
          </TextField>
          {takesEntries(terms) && (
            <FormControlLabel
              control={
                <Checkbox checked={inText} onChange={(event) => setInText(event.target.checked)} />
              }
              label="also among the examples the model reads"
            />
          )}
          <Refused error={error} />
        </div>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button
          kind="primary"
          disabled={content.trim() === '' || label === '' || busy}
          onClick={() => submit(input)}
        >
          Put it on the branch
        </Button>
      </DialogActions>
    </>
  )
}
