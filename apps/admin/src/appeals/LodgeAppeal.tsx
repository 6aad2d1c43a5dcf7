import { useState } from 'react'
import { Dialog, DialogActions, DialogContent, DialogTitle, TextField } from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import { REFUSED } from '../api/fragments.js'
import { graphql } from '../api/graphql.js'
import { useAct } from '../api/useGraph.js'
import { Button } from '../parts/Button.js'
import { Refused } from '../parts/states.js'

const LODGE = graphql(
  `
    mutation LodgeAppeal($input: LodgeAppealInput!) {
      lodgeAppeal(input: $input) {
        __typename
        ... on Appeal {
          id
          number
        }
        ...Refused
      }
    }
  `,
  [REFUSED],
)

/** Lodges an appeal for the person affected, in their words. */
export function LodgeAppeal({ actionId, onClose }: { actionId: string; onClose: () => void }) {
  const [statement, setStatement] = useState('')
  const navigate = useNavigate()
  const client = useQueryClient()
  const lodge = useAct(LODGE, (result) => result.lodgeAppeal)
  const submit = () =>
    lodge.mutate(
      { input: { actionId, statement } },
      {
        onSuccess: ({ id }) => {
          void client.invalidateQueries()
          void navigate(`/appeals/${id}`)
        },
      },
    )
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" aria-labelledby="lodge">
      <DialogTitle id="lodge">Lodge an appeal</DialogTitle>
      <DialogContent>
        <div className="form">
          <p className="sub">
            Against the action asked of the platform. Someone who did not decide before looks at it
            again, under the policy as it stood then and as it stands now.
          </p>
          <TextField
            label="Statement of the person affected"
            multiline
            minRows={5}
            autoFocus
            value={statement}
            onChange={(event) => setStatement(event.target.value)}
          />
          <Refused error={lodge.error} />
        </div>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button kind="primary" disabled={!statement.trim() || lodge.isPending} onClick={submit}>
          Lodge
        </Button>
      </DialogActions>
    </Dialog>
  )
}
