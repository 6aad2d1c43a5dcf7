import { useState } from 'react'
import { Dialog, DialogActions, DialogContent, DialogTitle, TextField } from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { useAct } from '../api/useGraph.js'
import { usePermit } from '../api/usePermit.js'
import { Button } from '../parts/Button.js'
import { Copy } from '../parts/Copy.js'
import { Refused } from '../parts/states.js'
import { CREATE_KEY } from './documents.js'

function Secret({ secret, onClose }: { secret: string; onClose: () => void }) {
  return (
    <>
      <DialogTitle id="create-key">The key, this once</DialogTitle>
      <DialogContent>
        <div className="form">
          <p className="sub">Copy it now. Only its digest is kept, so it cannot be shown again.</p>
          <p className="secret mono">
            {secret} <Copy text={secret} what="the key" />
          </p>
        </div>
      </DialogContent>
      <DialogActions>
        <Button kind="primary" onClick={onClose}>
          I have it
        </Button>
      </DialogActions>
    </>
  )
}

/** Makes a key for oneself, or for a service account where one may. */
export function CreateKey({ onClose }: { onClose: () => void }) {
  const may = usePermit()
  const [name, setName] = useState('')
  const [serviceAccount, setServiceAccount] = useState('')
  const [days, setDays] = useState('90')
  const client = useQueryClient()
  const create = useAct(CREATE_KEY, (result) => result.createApiKey)
  const submit = () =>
    create.mutate(
      {
        input: {
          name: name.trim(),
          serviceAccount: serviceAccount.trim() || null,
          expiresInDays: Number(days) || null,
        },
      },
      { onSuccess: () => void client.invalidateQueries({ queryKey: ['ApiKeys'] }) },
    )
  return (
    <Dialog
      open
      onClose={() => !create.data && onClose()}
      fullWidth
      maxWidth="sm"
      aria-labelledby="create-key"
    >
      {create.data ? (
        <Secret secret={create.data.secret} onClose={onClose} />
      ) : (
        <>
          <DialogTitle id="create-key">Create a key</DialogTitle>
          <DialogContent>
            <div className="form">
              <TextField
                label="Name"
                value={name}
                onChange={(e) => setName(e.target.value)}
                autoFocus
              />
              <div className="two">
                {may('service-key:manage') && (
                  <TextField
                    label="Service account"
                    value={serviceAccount}
                    onChange={(e) => setServiceAccount(e.target.value)}
                    helperText="empty: the key acts as you"
                  />
                )}
                <TextField
                  label="Days until it ends"
                  type="number"
                  value={days}
                  onChange={(e) => setDays(e.target.value)}
                />
              </div>
              <Refused error={create.error} />
            </div>
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose}>Cancel</Button>
            <Button kind="primary" disabled={!name.trim() || create.isPending} onClick={submit}>
              Create
            </Button>
          </DialogActions>
        </>
      )}
    </Dialog>
  )
}
