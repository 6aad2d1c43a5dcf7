import type { Evidence } from '@assize/tlog'
import { Copy } from '../parts/Copy.js'
import { VisibleText } from '../reading/VisibleText.js'

const cell = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))

/** The record that was proven, column by column; the words only when asked for. */
export function ProvenRecord({ evidence }: { evidence: Evidence }) {
  const { record, proof } = evidence
  const columns = Object.entries(record.row).filter(([, value]) => value !== null)
  return (
    <>
      <details>
        <summary>The record that was proven</summary>
        <dl className="pair proof-row">
          {columns.map(([name, value]) => (
            <div key={name} style={{ display: 'contents' }}>
              <dt>{name.replaceAll('_', ' ')}</dt>
              <dd className="mono">
                <VisibleText text={cell(value)} />
              </dd>
            </div>
          ))}
        </dl>
      </details>
      {typeof record.words !== 'string' && (
        <details>
          <summary>Its words, which may be hard to read</summary>
          {Object.entries(record.words.values)
            .filter(([, value]) => value !== null)
            .map(([name, value]) => (
              <section key={name}>
                <h2>{name}</h2>
                <div className="proof-raw" tabIndex={0} role="group" aria-label={name}>
                  <VisibleText text={cell(value)} />
                </div>
              </section>
            ))}
        </details>
      )}
      <details>
        <summary>The signed checkpoint</summary>
        <div className="proof-raw" tabIndex={0} role="group" aria-label="checkpoint">
          {proof.checkpoint}
        </div>
        <p className="sub">
          Compare it with one from somewhere else.{' '}
          <Copy text={proof.checkpoint} what="the checkpoint" />
        </p>
      </details>
    </>
  )
}
