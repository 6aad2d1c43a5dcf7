import { Link } from 'react-router'
import { Gauge } from '../cluster/Gauge.js'
import { stateWords } from '../cluster/state-words.js'
import { useEndpoints } from '../cluster/useEndpoints.js'
import { Simulated } from '../parts/Outcome.js'
import { Bones, Empty, Missing } from '../parts/states.js'

/** Endpoints as a strip of small gauges: in flight against cap. */
export function EndpointStrip() {
  const { data, error, refetch } = useEndpoints()
  return (
    <section className="panel ends" aria-label="Endpoints">
      <div className="head">
        <h2>Endpoints</h2>
        <span>in flight against cap</span>
        <span className="spacer" />
        <Link to="/cluster">Cluster</Link>
      </div>
      {!data && error && <Missing error={error} again={() => void refetch()} />}
      {!data && !error && <Bones lines={2} />}
      {data?.endpoints.length === 0 && (
        <Empty title="No endpoint">
          <p>
            Nothing can be judged until one is added on the <Link to="/cluster">cluster page</Link>.
          </p>
        </Empty>
      )}
      <ul>
        {data?.endpoints.map((endpoint) => (
          <li key={endpoint.id}>
            <Gauge value={endpoint.inFlight} cap={endpoint.maxInFlight} />
            <div>
              <b className="mono">{endpoint.name}</b>{' '}
              <span className={endpoint.healthy ? 'dim' : 'strong'}>{stateWords(endpoint)}</span>{' '}
              {endpoint.simulated && <Simulated />}
              <br />
              <span className="sub">
                {endpoint.inFlight} of {endpoint.maxInFlight} in flight, {endpoint.waiting} queued
              </span>
              <br />
              <span className="dim">
                {endpoint.cachedShare !== null &&
                  `${Math.round(endpoint.cachedShare * 100)} % cache, `}
                {Math.round(endpoint.tokensPerSecond).toLocaleString('en')} tok/s
              </span>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
