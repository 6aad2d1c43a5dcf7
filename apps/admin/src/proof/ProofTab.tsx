import { useEffect, useMemo } from 'react'
import { Link } from 'react-router'
import { verifyRecord } from '@assize/tlog'
import { useGraph } from '../api/useGraph.js'
import { Button } from '../parts/Button.js'
import { Copy } from '../parts/Copy.js'
import { download } from '../parts/download.js'
import { Bones, Missing } from '../parts/states.js'
import { PROOF, type ProvenVerdict } from './documents.js'
import { proofName, recordName } from './pair.js'
import { Answer, Steps, Worth } from './Report.js'
import { readKeys } from './trusted-keys.js'
import { useLogKeys } from './useLogKeys.js'
import './proof.css'

const lookAgainMs = 3_000

type Entry = NonNullable<ProvenVerdict['logEntry']>

/** Where a verdict stands in the log: checked here, in the browser, and to take away. */
export function ProofTab({ id }: { id: string }) {
  const { data, error, refetch } = useGraph(PROOF, { id })
  const verdict = data?.verdict
  if (error && !verdict) return <Missing error={error} again={() => void refetch()} />
  if (!verdict) return <Bones lines={5} label="reading the proof" />
  const { logEntry, logRecord } = verdict
  if (!logEntry) return <Waiting words="it waits for its place in the log" again={refetch} />
  if (logEntry.proof === null)
    return <Waiting words={logEntry.unproven ?? 'no checkpoint covers it yet'} again={refetch} />
  if (!logRecord)
    return (
      <p className="missing" role="alert">
        The log has an entry of this verdict, and the record it is of is not there. Tell whoever
        keeps this installation.
      </p>
    )
  return <ProvenHere id={id} entry={logEntry} proof={logEntry.proof} record={logRecord} />
}

/** Looks again by itself: most wait for seconds. */
function Waiting({ words, again }: { words: string; again: () => unknown }) {
  useEffect(() => {
    const timer = setInterval(() => void again(), lookAgainMs)
    return () => clearInterval(timer)
  }, [again])
  return (
    <div className="cell">
      <p className="sub">Not proven yet: {words}. This takes seconds.</p>
      <Button onClick={() => void again()}>Look again</Button>
    </div>
  )
}

interface Held {
  readonly id: string
  readonly entry: Entry
  readonly proof: string
  readonly record: string
}

function ProvenHere({ id, entry, proof, record }: Held) {
  const keys = useLogKeys()
  const report = useMemo(
    () =>
      keys.data === undefined ? null : verifyRecord(record, proof, readKeys(keys.data, 0).trust),
    [keys.data, proof, record],
  )
  return (
    <div className="proof-tab">
      <div
        className="cell scroll proof-worth"
        tabIndex={0}
        role="group"
        aria-label="What it is worth"
      >
        {keys.error && <Missing error={keys.error} again={() => void keys.refetch()} />}
        {report && (
          <>
            <Answer report={report} />
            <Worth report={report} keys="installation" />
          </>
        )}
      </div>
      <div className="cell scroll" tabIndex={0} role="group" aria-label="Step by step">
        {report && <Steps report={report} />}
      </div>
      <div className="cell scroll proof-take" tabIndex={0} role="group" aria-label="To take away">
        <dl className="pair">
          <dt>Entry</dt>
          <dd>{Number(entry.index).toLocaleString('en')}</dd>
          <dt>Leaf</dt>
          <dd className="row">
            <span className="mono cut">{entry.leafHash}</span>
            <Copy text={entry.leafHash} what="the leaf hash" />
          </dd>
          <dt>Proven in a tree of</dt>
          <dd>{Number(entry.provenAt).toLocaleString('en')}</dd>
        </dl>
        <div className="proof-acts">
          <Button
            icon="down"
            onClick={() => download(proofName(id), proof, 'text/plain;charset=utf-8')}
          >
            Download the proof
          </Button>
          <Button icon="down" onClick={() => download(recordName(id), record, 'application/json')}>
            Download the record
          </Button>
          <Link className="btn" to={`/proof?verdict=${id}`}>
            Open in the verifier
          </Link>
        </div>
      </div>
    </div>
  )
}
