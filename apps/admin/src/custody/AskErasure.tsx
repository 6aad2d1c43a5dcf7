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
import { useAct } from '../api/useGraph.js'
import { Button } from '../parts/Button.js'
import { Refused } from '../parts/states.js'
import { say } from '../parts/toast.js'
import { ASK, DRY_RUN } from './erasure-documents.js'
import { basisWords, reasonWords } from './custody-words.js'
import { WhatWouldGo } from './WhatWouldGo.js'

const ways = {
  contentItemIds: ['Content items', 'ids, one a line'],
  author: ['All of one author', 'the platform’s own pseudonym for the person'],
  externalId: ['An external id', 'as the platform sent it'],
} as const
type Way = keyof typeof ways

const keys = <T extends object>(words: T) => Object.keys(words) as (keyof T)[]

/** Asks for an erasure; a dry run comes first, and another person decides. */
export function AskErasure({ onClose }: { onClose: () => void }) {
  const [way, setWay] = useState<Way>('contentItemIds')
  const [value, setValue] = useState('')
  const [reason, setReason] = useState<keyof typeof reasonWords>('SUBJECT_REQUEST')
  const [legalBasis, setLegalBasis] = useState<keyof typeof basisWords>('GDPR_17_1_A')
  const client = useQueryClient()
  const dryRun = useAct(DRY_RUN, (result) => result.erasurePreview)
  const ask = useAct(ASK, (result) => result.requestErasure)
  const scope =
    way === 'contentItemIds'
      ? { contentItemIds: value.split(/\s+/).filter(Boolean) }
      : { [way]: value.trim() }
  const change = (act: () => void) => {
    act()
    dryRun.reset()
    ask.reset()
  }
  const submit = () =>
    ask.mutate(
      { input: { scope, reason, legalBasis } },
      {
        onSuccess: () => {
          say('Asked for. Another person decides.')
          void client.invalidateQueries({ queryKey: ['ErasureRequests'] })
          onClose()
        },
      },
    )
  const empty = value.trim() === ''
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" aria-labelledby="ask-erasure">
      <DialogTitle id="ask-erasure">Ask for an erasure</DialogTitle>
      <DialogContent>
        <div className="form">
          <TextField
            select
            label="What"
            value={way}
            onChange={(event) => change(() => setWay(event.target.value as Way))}
          >
            {keys(ways).map((each) => (
              <MenuItem key={each} value={each}>
                {ways[each][0]}
              </MenuItem>
            ))}
          </TextField>
          <TextField
            label={ways[way][0]}
            helperText={ways[way][1]}
            value={value}
            multiline={way === 'contentItemIds'}
            minRows={way === 'contentItemIds' ? 2 : 1}
            onChange={(event) => change(() => setValue(event.target.value))}
            autoFocus
          />
          <TextField
            select
            label="Why"
            value={reason}
            onChange={(event) => setReason(event.target.value as keyof typeof reasonWords)}
          >
            {keys(reasonWords).map((each) => (
              <MenuItem key={each} value={each}>
                {reasonWords[each]}
              </MenuItem>
            ))}
          </TextField>
          <TextField
            select
            label="Legal basis"
            value={legalBasis}
            onChange={(event) => setLegalBasis(event.target.value as keyof typeof basisWords)}
          >
            {keys(basisWords).map((each) => (
              <MenuItem key={each} value={each}>
                {basisWords[each]}
              </MenuItem>
            ))}
          </TextField>
          {dryRun.data && <WhatWouldGo preview={dryRun.data} />}
          <Refused error={dryRun.error ?? ask.error} />
        </div>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        {dryRun.data && dryRun.data.items > 0 ? (
          <Button kind="primary" disabled={ask.isPending} onClick={submit}>
            Ask for it
          </Button>
        ) : (
          <Button
            kind="primary"
            disabled={empty || dryRun.isPending}
            onClick={() => dryRun.mutate({ scope })}
          >
            {dryRun.isPending ? 'Looking' : 'See what would go'}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  )
}
