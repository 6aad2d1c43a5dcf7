import { useState } from 'react'
import { Dialog, DialogActions, DialogContent, DialogTitle, TextField } from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { useAct } from '../api/useGraph.js'
import { Button } from '../parts/Button.js'
import { Refused } from '../parts/states.js'
import { say } from '../parts/toast.js'
import { ADD_SIGNING_KEY } from './signing-key-documents.js'

/** A public key of one's own, pasted as ssh-keygen wrote it. */
export function AddSigningKey({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState('')
  const [publicKey, setPublicKey] = useState('')
  const client = useQueryClient()
  const add = useAct(ADD_SIGNING_KEY, (result) => result.addSigningKey)
  const submit = () =>
    add.mutate(
      { input: { name: name.trim(), publicKey: publicKey.trim() } },
      {
        onSuccess: (key) => {
          say(`What ${key.name} signs is known as yours`)
          void client.invalidateQueries({ queryKey: ['SigningKeys'] })
          onClose()
        },
      },
    )
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" aria-labelledby="signing-key">
      <DialogTitle id="signing-key">Add a signing key</DialogTitle>
      <DialogContent>
        <div className="form">
          <TextField
            label="Name"
            value={name}
            onChange={(event) => setName(event.target.value)}
            helperText="such as the machine it is on"
            autoFocus
          />
          <TextField
            label="Public key"
            value={publicKey}
            onChange={(event) => setPublicKey(event.target.value)}
            helperText="the line in ~/.ssh/id_ed25519.pub; never the file without .pub"
            multiline
            minRows={3}
            maxRows={8}
            slotProps={{ htmlInput: { className: 'mono', spellCheck: false } }}
          />
          <Refused error={add.error} />
        </div>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button
          kind="primary"
          disabled={name.trim() === '' || publicKey.trim() === '' || add.isPending}
          onClick={submit}
        >
          Add
        </Button>
      </DialogActions>
    </Dialog>
  )
}
