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
import { Bones, Failed, Refused } from '../parts/states.js'
import { say } from '../parts/toast.js'
import { basisWords, groundWords, reasonWords, scopeWords } from './custody-words.js'
import { EXECUTE, REFUSE, REQUEST_PREVIEW, type ErasureRequest } from './erasure-documents.js'
import { WhatWouldGo } from './WhatWouldGo.js'

const grounds = Object.keys(groundWords) as (keyof typeof groundWords)[]
const named = <T extends object>(words: T, key: string): string =>
  (words as Readonly<Record<string, string>>)[key] ?? key

/** The second person sees what would go, and erases it or refuses on a ground. */
export function DecideErasure({
  request,
  onClose,
}: {
  request: ErasureRequest
  onClose: () => void
}) {
  const [ground, setGround] = useState<keyof typeof groundWords | ''>('')
  const client = useQueryClient()
  const { data, error, refetch } = useGraph(REQUEST_PREVIEW, { id: request.id })
  const execute = useAct(EXECUTE, (result) => result.executeErasure)
  const refuse = useAct(REFUSE, (result) => result.refuseErasure)
  const done = (words: string) => () => {
    say(words)
    void client.invalidateQueries()
    onClose()
  }
  const preview = data?.erasureRequest.preview
  const busy = execute.isPending || refuse.isPending
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" aria-labelledby="decide-erasure">
      <DialogTitle id="decide-erasure">Erase {scopeWords(request)}?</DialogTitle>
      <DialogContent>
        <div className="form">
          <p>
            {request.requestedBy.name} asks, because {named(reasonWords, request.reason)}:{' '}
            {named(basisWords, request.legalBasis)}.
          </p>
          {error && <Failed error={error} again={() => void refetch()} />}
          {!preview && !error && <Bones lines={4} label="looking what would go" />}
          {preview && <WhatWouldGo preview={preview} />}
          <TextField
            select
            label="Ground, if you refuse"
            value={ground}
            onChange={(event) => setGround(event.target.value as keyof typeof groundWords)}
          >
            {grounds.map((each) => (
              <MenuItem key={each} value={each}>
                {groundWords[each]}
              </MenuItem>
            ))}
          </TextField>
          <Refused error={execute.error ?? refuse.error} />
        </div>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>Later</Button>
        <Button
          disabled={ground === '' || busy}
          onClick={() =>
            ground !== '' &&
            refuse.mutate({ id: request.id, ground }, { onSuccess: done('Refused') })
          }
        >
          Refuse
        </Button>
        <Button
          kind="primary"
          disabled={!preview || preview.holds.length > 0 || ground !== '' || busy}
          onClick={() =>
            execute.mutate({ id: request.id }, { onSuccess: done('The words are going') })
          }
        >
          Erase for good
        </Button>
      </DialogActions>
    </Dialog>
  )
}
