import { useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import type { EndpointState } from '../api/schema-words.js'
import { useAct } from '../api/useGraph.js'
import { usePermit } from '../api/usePermit.js'
import { Button } from '../parts/Button.js'
import { Simulated } from '../parts/Outcome.js'
import { Bones, Empty, Failed } from '../parts/states.js'
import { say } from '../parts/toast.js'
import { Time } from '../parts/Time.js'
import { PageTop } from '../shell/PageTop.js'
import { EndpointForm } from './EndpointForm.js'
import { Gauge } from './Gauge.js'
import { kindWords, stateWords } from './state-words.js'
import { SET_STATE, useEndpoints, type Endpoint } from './useEndpoints.js'
import './cluster.css'

function Acts({ endpoint, onEdit }: { endpoint: Endpoint; onEdit: () => void }) {
  const client = useQueryClient()
  const change = useAct(SET_STATE, (result) => result.setEndpointState)
  const set = (state: EndpointState, done: string) => () =>
    change.mutate(
      { id: endpoint.id, state },
      {
        onSuccess: () => {
          say(`${endpoint.name} ${done}`)
          void client.invalidateQueries({ queryKey: ['Endpoints'] })
        },
        onError: (error) => say(`Not changed: ${error.message}`),
      },
    )
  const active = endpoint.state === 'ACTIVE'
  return (
    <div className="actions">
      <Button onClick={onEdit}>Edit</Button>
      {active ? (
        <Button onClick={set('DRAINING', 'takes no new work')} disabled={change.isPending}>
          Drain
        </Button>
      ) : (
        <Button onClick={set('ACTIVE', 'takes work again')} disabled={change.isPending}>
          Put back
        </Button>
      )}
      {endpoint.state !== 'DISABLED' && (
        <Button onClick={set('DISABLED', 'is switched off')} disabled={change.isPending}>
          Switch off
        </Button>
      )}
    </div>
  )
}

function Card({ endpoint, onEdit }: { endpoint: Endpoint; onEdit: (() => void) | null }) {
  const cache = endpoint.cachedShare
  return (
    <section className="panel ecard" aria-label={endpoint.name}>
      <div className="row">
        <Gauge value={endpoint.inFlight} cap={endpoint.maxInFlight} />
        <div>
          <h2>
            <span className="mono">{endpoint.name}</span> {endpoint.simulated && <Simulated />}
          </h2>
          <p className={endpoint.healthy ? 'sub' : 'strong'}>
            {stateWords(endpoint)}
            {!endpoint.healthy && endpoint.reason && `: ${endpoint.reason}`}
          </p>
        </div>
      </div>
      <dl className="pair">
        <dt>Model</dt>
        <dd>{endpoint.model}</dd>
        {endpoint.baseUrl !== null && (
          <>
            <dt>Address</dt>
            <dd className="mono">{endpoint.baseUrl}</dd>
          </>
        )}
        <dt>Kind</dt>
        <dd>
          {kindWords[endpoint.kind]}
          {endpoint.onPremises && ', on premises'}
          {endpoint.quantization && `, ${endpoint.quantization}`}
        </dd>
        <dt>In flight</dt>
        <dd>
          {endpoint.inFlight} of {endpoint.maxInFlight}, {endpoint.waiting} queued
        </dd>
        <dt>Last minute</dt>
        <dd>
          {endpoint.completedLastMin} answered, {endpoint.failedLastMin} failed
        </dd>
        <dt>Speed</dt>
        <dd>
          {Math.round(endpoint.tokensPerSecond).toLocaleString('en')} tok/s
          {cache !== null && `, ${Math.round(cache * 100)} % from cache`}
        </dd>
        <dt>Server</dt>
        <dd>
          {endpoint.serverVersion ?? <span className="dim">not told</span>}
          {endpoint.seenAt && (
            <span className="dim">
              , seen <Time at={endpoint.seenAt} />
            </span>
          )}
        </dd>
        <dt>Configured by</dt>
        <dd>{endpoint.origin}</dd>
      </dl>
      {onEdit && <Acts endpoint={endpoint} onEdit={onEdit} />}
    </section>
  )
}

/** Where completions come from, how healthy and how busy each is, live. */
export function ClusterPage() {
  const { data, error, refetch } = useEndpoints()
  const mayManage = usePermit()('endpoint:manage')
  const [editing, setEditing] = useState<Endpoint | 'new' | null>(null)
  return (
    <>
      <PageTop title="Cluster" />
      <div className="page padded">
        {mayManage && (
          <div className="row">
            <span className="spacer" />
            <Button icon="plus" onClick={() => setEditing('new')}>
              Add an endpoint
            </Button>
          </div>
        )}
        {error && !data && <Failed error={error} again={() => void refetch()} />}
        {!data && !error && <Bones label="reading endpoints" />}
        {data?.endpoints.length === 0 && (
          <Empty title="No endpoint">
            <p>
              Add an OpenAI-compatible server that serves gpt-oss-safeguard: vLLM, Ollama, LM Studio
              or a provider.
            </p>
          </Empty>
        )}
        <div className="cards wider">
          {data?.endpoints.map((endpoint) => (
            <Card
              key={endpoint.id}
              endpoint={endpoint}
              onEdit={mayManage ? () => setEditing(endpoint) : null}
            />
          ))}
        </div>
      </div>
      {editing && (
        <EndpointForm
          endpoint={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
        />
      )}
    </>
  )
}
