import { useState } from 'react'
import {
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  MenuItem,
  TextField,
} from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { useAct, useGraph } from '../api/useGraph.js'
import { Button } from '../parts/Button.js'
import { Refused } from '../parts/states.js'
import { say } from '../parts/toast.js'
import { POLICY_NAMES } from '../policies/policy-names.js'
import { holdBasisWords } from './custody-words.js'
import { PLACE_HOLD } from './hold-documents.js'

const ways = {
  contentItemId: 'A content item',
  author: 'All words of one author',
  caseId: 'The content of a case',
  policy: 'All that was judged under a policy',
} as const
type Way = keyof typeof ways

const bases = Object.keys(holdBasisWords) as (keyof typeof holdBasisWords)[]
const dayStart = (day: string) => (day ? `${day}T00:00:00.000Z` : null)

/** What to hold, why, and until when. */
export function PlaceHold({ onClose }: { onClose: () => void }) {
  const [way, setWay] = useState<Way>('contentItemId')
  const [value, setValue] = useState('')
  const [since, setSince] = useState('')
  const [until, setUntil] = useState('')
  const [basis, setBasis] = useState<keyof typeof holdBasisWords>('LITIGATION')
  const [reference, setReference] = useState('')
  const [expires, setExpires] = useState('')
  const policies = useGraph(POLICY_NAMES, {}, { enabled: way === 'policy' })
  const client = useQueryClient()
  const place = useAct(PLACE_HOLD, (result) => result.placeHold)
  const day = (label: string, at: string, set: (at: string) => void, help?: string) => (
    <TextField
      label={label}
      type="date"
      value={at}
      onChange={(event) => set(event.target.value)}
      helperText={help}
      slotProps={{ inputLabel: { shrink: true } }}
    />
  )
  const submit = () =>
    place.mutate(
      {
        input: {
          scope: {
            [way]: value.trim(),
            ...(way === 'policy' ? { since: dayStart(since), until: dayStart(until) } : {}),
          },
          ...{ basis, reference: reference.trim(), expiresAt: dayStart(expires) },
        },
      },
      {
        onSuccess: () => {
          say('It holds')
          void client.invalidateQueries({ queryKey: ['Holds'] })
          onClose()
        },
      },
    )
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" aria-labelledby="place-hold">
      <DialogTitle id="place-hold">Place a hold</DialogTitle>
      <DialogContent>
        <div className="form">
          <TextField
            select
            label="What"
            value={way}
            onChange={(event) => {
              setWay(event.target.value as Way)
              setValue('')
            }}
          >
            {(Object.keys(ways) as Way[]).map((each) => (
              <MenuItem key={each} value={each}>
                {ways[each]}
              </MenuItem>
            ))}
          </TextField>
          {way === 'policy' ? (
            <>
              <TextField
                select
                label="Policy"
                value={value}
                onChange={(event) => setValue(event.target.value)}
              >
                {(policies.data?.policies ?? []).map(({ name, title }) => (
                  <MenuItem key={name} value={name}>
                    {title}
                  </MenuItem>
                ))}
              </TextField>
              <div className="two">
                {day('Judged from', since, setSince, 'empty: from the first')}
                {day('Judged before', until, setUntil, 'empty: also what is to come')}
              </div>
            </>
          ) : (
            <TextField
              label={way === 'author' ? 'Pseudonym the platform uses' : 'Id'}
              value={value}
              onChange={(event) => setValue(event.target.value)}
            />
          )}
          <TextField
            select
            label="Basis"
            value={basis}
            onChange={(event) => setBasis(event.target.value as keyof typeof holdBasisWords)}
          >
            {bases.map((each) => (
              <MenuItem key={each} value={each}>
                {holdBasisWords[each]}
              </MenuItem>
            ))}
          </TextField>
          <div className="two">
            <TextField
              label="Reference"
              helperText="the file it belongs to; no words of the content"
              value={reference}
              onChange={(event) => setReference(event.target.value)}
            />
            {day('Ends', expires, setExpires, 'empty: when two people release it')}
          </div>
          <Refused error={place.error} />
        </div>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button
          kind="primary"
          disabled={!value.trim() || !reference.trim() || place.isPending}
          onClick={submit}
        >
          Place it
        </Button>
      </DialogActions>
    </Dialog>
  )
}
