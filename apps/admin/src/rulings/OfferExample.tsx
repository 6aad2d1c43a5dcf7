import { useState } from 'react'
import { Dialog, DialogActions, DialogContent, DialogTitle, TextField } from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { useAct } from '../api/useGraph.js'
import { Button } from '../parts/Button.js'
import { Refused } from '../parts/states.js'
import { say } from '../parts/toast.js'
import { OFFER } from './documents.js'

interface Props {
  readonly decisionId: string
  readonly content: string
  readonly note: string
  readonly onClose: () => void
}

const most = 4000

/** Hands a correction to the authors of the policy, who put it into words of their own. */
export function OfferExample({ decisionId, content: whole, note: why, onClose }: Props) {
  const [content, setContent] = useState(whole.slice(0, most))
  const [note, setNote] = useState(why.slice(0, most))
  const client = useQueryClient()
  const offer = useAct(OFFER, (result) => result.offerExample)
  const submit = () =>
    offer.mutate(
      { input: { decisionId, content: content.trim(), note: note.trim() } },
      {
        onSuccess: ({ policy }) => {
          say(`Offered to the authors of ${policy}`)
          void client.invalidateQueries()
          onClose()
        },
      },
    )
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" aria-labelledby="offer-example">
      <DialogTitle id="offer-example">Offer the correction as an example</DialogTitle>
      <DialogContent>
        <div className="form">
          <p className="sub">
            Whoever writes and approves policies reads what stands here; it is erased with the
            content.
          </p>
          <TextField
            label="What is judged"
            helperText="as little of it as tells why"
            multiline
            minRows={3}
            maxRows={12}
            value={content}
            onChange={(event) => setContent(event.target.value)}
            slotProps={{ htmlInput: { maxLength: most } }}
            autoFocus
          />
          <TextField
            label="Why it is so"
            multiline
            maxRows={6}
            value={note}
            onChange={(event) => setNote(event.target.value)}
            slotProps={{ htmlInput: { maxLength: most } }}
          />
          <Refused error={offer.error} />
        </div>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button kind="primary" disabled={content.trim() === '' || offer.isPending} onClick={submit}>
          Offer it
        </Button>
      </DialogActions>
    </Dialog>
  )
}
