import { useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { useAct, useGraph } from '../api/useGraph.js'
import { usePermit } from '../api/usePermit.js'
import { Button } from '../parts/Button.js'
import { Bones, Empty, Failed } from '../parts/states.js'
import { say } from '../parts/toast.js'
import { Time } from '../parts/Time.js'
import { toWords } from '../words/words.js'
import { CreateKey } from './CreateKey.js'
import { KEYS, REVOKE_KEY, type ApiKey } from './documents.js'

function Row({ row, mayRevoke }: { row: ApiKey; mayRevoke: boolean }) {
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
  return (
    <tr>
      <td>{row.name}</td>
      <td className="mono">{row.prefix}…</td>
      <td>{row.owner}</td>
      <td>{toWords(row.role)}</td>
      <td className="cut">{row.scopes.join(', ')}</td>
      <td>{row.lastUsedAt ? <Time at={row.lastUsedAt} /> : <span className="dim">never</span>}</td>
      <td>
        {row.revokedAt ? (
          <span className="strong">
            revoked <Time at={row.revokedAt} />
          </span>
        ) : (
          <Time at={row.expiresAt} />
        )}
      </td>
      <td className="num">
        {mayRevoke && !row.revokedAt && !sure && (
          <Button aria-label={`Revoke ${row.name}`} onClick={() => setSure(true)}>
            Revoke
          </Button>
        )}
        {sure && !row.revokedAt && (
          <Button onClick={go} disabled={revoke.isPending}>
            Revoke for good
          </Button>
        )}
      </td>
    </tr>
  )
}

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
        <div className="tablewrap">
          <table>
            <thead>
              <tr>
                <th>Name</th>
                <th>Begins</th>
                <th>Owner</th>
                <th>Acts as</th>
                <th>Scopes</th>
                <th>Last used</th>
                <th>Ends</th>
                <th className="num">
                  <span className="hide">Revoke</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {data.apiKeys.map((row) => (
                <Row key={row.id} row={row} mayRevoke={mayManage} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {creating && <CreateKey onClose={() => setCreating(false)} />}
    </section>
  )
}
