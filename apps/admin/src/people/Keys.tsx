import { useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { useAct, useGraph } from '../api/useGraph.js'
import { usePermit } from '../api/usePermit.js'
import { Button } from '../parts/Button.js'
import { RowTable, type Column } from '../parts/RowTable.js'
import { Bones, Empty, Failed } from '../parts/states.js'
import { say } from '../parts/toast.js'
import { Time } from '../parts/Time.js'
import { toWords } from '../words/words.js'
import { CreateKey } from './CreateKey.js'
import { KEYS, REVOKE_KEY, type ApiKey } from './documents.js'

function Revoke({ row }: { row: ApiKey }) {
  const [sure, setSure] = useState(false)
  const client = useQueryClient()
  const revoke = useAct(REVOKE_KEY, (result) => result.revokeApiKey)
  const go = () =>
    revoke.mutate(
      { id: row.id },
      {
        onSuccess: ({ name }) => {
          say(`The key ${name} works no longer`)
          void client.invalidateQueries({ queryKey: ['ApiKeys'] })
        },
        onError: (error) => say(`Not revoked: ${error.message}`),
      },
    )
  if (row.revokedAt) return null
  return sure ? (
    <Button onClick={go} disabled={revoke.isPending} autoFocus onBlur={() => setSure(false)}>
      Revoke for good
    </Button>
  ) : (
    <Button aria-label={`Revoke ${row.name}`} onClick={() => setSure(true)}>
      Revoke
    </Button>
  )
}

const columns = (mayRevoke: boolean): Column<ApiKey>[] => [
  { head: 'Name', cell: (row) => row.name },
  { head: 'Begins', cell: (row) => <span className="mono">{row.prefix}…</span> },
  { head: 'Owner', cell: (row) => row.owner },
  { head: 'Acts as', cell: (row) => toWords(row.role) },
  { head: 'Scopes', className: 'cut preview', cell: (row) => row.scopes.join(', ') },
  {
    head: 'Last used',
    cell: (row) =>
      row.lastUsedAt ? <Time at={row.lastUsedAt} /> : <span className="dim">never</span>,
  },
  {
    head: 'Ends',
    cell: (row) =>
      row.revokedAt ? (
        <span className="strong">
          revoked <Time at={row.revokedAt} />
        </span>
      ) : (
        <Time at={row.expiresAt} />
      ),
  },
  ...(mayRevoke
    ? [{ head: 'Revoke', quiet: true, num: true, cell: (row: ApiKey) => <Revoke row={row} /> }]
    : []),
]

export function Keys() {
  const { data, error, refetch } = useGraph(KEYS, {})
  const may = usePermit()
  const [creating, setCreating] = useState(false)
  const mayManage = may('key:manage') || may('service-key:manage')
  return (
    <section className="panel" aria-label="API keys">
      <div className="head">
        <h2>API keys</h2>
        <span>kept as digests, shown once</span>
        <span className="spacer" />
        {mayManage && (
          <Button icon="key" onClick={() => setCreating(true)}>
            Create a key
          </Button>
        )}
      </div>
      {error && !data && <Failed error={error} again={() => void refetch()} />}
      {!data && !error && <Bones lines={3} label="reading keys" />}
      {data?.apiKeys.length === 0 && (
        <Empty title="No keys">
          <p>A key lets a service or a script act within its scopes, until it ends.</p>
        </Empty>
      )}
      {data && data.apiKeys.length > 0 && (
        <RowTable
          label="API keys"
          rows={data.apiKeys}
          columns={columns(mayManage)}
          idOf={({ id }) => id}
        />
      )}
      {creating && <CreateKey onClose={() => setCreating(false)} />}
    </section>
  )
}
