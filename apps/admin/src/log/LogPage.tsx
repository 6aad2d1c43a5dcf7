import { Link } from 'react-router'
import { useGraph } from '../api/useGraph.js'
import { Bones, Failed } from '../parts/states.js'
import { PageTop } from '../shell/PageTop.js'
import { Checkpoints } from './Checkpoints.js'
import { Digests } from './Digests.js'
import { LOG } from './documents.js'
import { Keys } from './Keys.js'
import { Standing } from './Standing.js'
import { Witnesses } from './Witnesses.js'

/** Whether the log is signed, by whom, and how far: what an outsider would ask first. */
export function LogPage() {
  const { data, error, refetch } = useGraph(LOG, {}, { refetchEveryMs: 5_000, keep: true })
  const log = data?.logState
  return (
    <>
      <PageTop title="Log">
        <Link className="btn" to="/proof">
          Verify a proof
        </Link>
      </PageTop>
      <div className="page padded">
        {error && !data && <Failed error={error} again={() => void refetch()} />}
        {!data && !error && <Bones lines={12} label="reading the log" />}
        {log && (
          <>
            <Standing log={log} />
            <Checkpoints checkpoints={log.checkpoints} />
            <Witnesses witnesses={log.witnesses} />
            <Keys keys={log.keys} />
            <Digests digests={log.digests} />
          </>
        )}
      </div>
    </>
  )
}
