import { useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { useAct, useGraph } from '../api/useGraph.js'
import { Commands } from '../changes/Commands.js'
import { Button } from '../parts/Button.js'
import { Copy } from '../parts/Copy.js'
import { RowTable, type Column } from '../parts/RowTable.js'
import { Bones, Empty, Failed } from '../parts/states.js'
import { say } from '../parts/toast.js'
import { Time } from '../parts/Time.js'
import { AddSigningKey } from './AddSigningKey.js'
import { REMOVE_SIGNING_KEY, SIGNING_KEYS, type SigningKey } from './signing-key-documents.js'
import '../signatures/signatures.css'

function Remove({ row }: { row: SigningKey }) {
  const [sure, setSure] = useState(false)
  const client = useQueryClient()
  const remove = useAct(REMOVE_SIGNING_KEY, (result) => result.removeSigningKey)
  if (row.removedAt) return null
  const go = () =>
    remove.mutate(
      { id: row.id },
      {
        onSuccess: ({ name }) => {
          say(`What ${name} signs from now on is not taken for yours`)
          void client.invalidateQueries({ queryKey: ['SigningKeys'] })
        },
        onError: (error) => say(`Not revoked: ${error.message}`),
      },
    )
  return sure ? (
    <Button onClick={go} disabled={remove.isPending} autoFocus onBlur={() => setSure(false)}>
      Revoke for good
    </Button>
  ) : (
    <Button aria-label={`Revoke ${row.name}`} onClick={() => setSure(true)}>
      Revoke
    </Button>
  )
}

const columns: readonly Column<SigningKey>[] = [
  { head: 'Name', cell: (row) => row.name },
  {
    head: 'Fingerprint',
    className: 'mono',
    cell: ({ fingerprint, publicKey }) => (
      <>
        <span className="anywhere">{fingerprint}</span> <Copy text={publicKey} what="the key" />
      </>
    ),
  },
  { head: 'Added', cell: ({ addedAt }) => <Time at={addedAt} /> },
  {
    head: 'Stands',
    cell: ({ removedAt }) =>
      removedAt ? (
        <span className="strong">
          revoked <Time at={removedAt} />
        </span>
      ) : (
        'yours'
      ),
  },
  { head: 'Revoke', quiet: true, num: true, cell: (row) => <Remove row={row} /> },
]

const setUp = [
  'git config gpg.format ssh',
  'git config user.signingkey ~/.ssh/id_ed25519.pub',
  'git config commit.gpgsign true',
]

/** The keys one signs commits with, so that others see whose they are. */
export function SigningKeys() {
  const { data, error, refetch } = useGraph(SIGNING_KEYS, {})
  const [adding, setAdding] = useState(false)
  return (
    <section className="panel" aria-label="Your signing keys">
      <div className="head">
        <h2>Your signing keys</h2>
        <span className="wide">commits that you push are shown as signed by you</span>
        <span className="spacer" />
        <Button icon="plus" onClick={() => setAdding(true)}>
          Add a key
        </Button>
      </div>
      {error && !data && <Failed error={error} again={() => void refetch()} />}
      {!data && !error && <Bones lines={3} label="reading signing keys" />}
      {data?.signingKeys.length === 0 && (
        <Empty title="No signing keys">
          <p>
            What you do here is signed by the server in your name. To sign what you push yourself,
            add the public half of an SSH key, and in your clone:
          </p>
          <Commands lines={setUp} what="the settings that sign commits" />
        </Empty>
      )}
      {data && data.signingKeys.length > 0 && (
        <RowTable
          label="Signing keys"
          rows={data.signingKeys}
          columns={columns}
          idOf={({ id }) => id}
          wraps
        />
      )}
      {adding && <AddSigningKey onClose={() => setAdding(false)} />}
    </section>
  )
}
