import { Link } from 'react-router'
import { useGraph } from '../api/useGraph.js'
import { LAST_CHECKPOINT, type LastCheckpoint } from '../log/documents.js'
import { figure, standingOf, witnessWords } from '../log/log-words.js'
import { Icon } from '../parts/Icon.js'
import { Bones, Missing } from '../parts/states.js'
import { Time } from '../parts/Time.js'

function Line({ log }: { log: LastCheckpoint }) {
  const { sound, title, why } = standingOf(log)
  const { checkpoint, watch, witnesses } = log
  return (
    <>
      <span className={sound ? 'okay' : 'okay notokay'}>
        <Icon name={sound ? 'check' : 'alert'} />
        {title}
      </span>
      {checkpoint ? (
        <span className="eq">
          <b>{figure(checkpoint.size)}</b>entries in the last checkpoint
        </span>
      ) : (
        <span className="dim">no checkpoint yet</span>
      )}
      <span className="spacer" />
      <span className="dim small told">
        {sound && checkpoint ? (
          <>
            signed <Time at={checkpoint.signedAt} />
            {watch.verifiedAt !== null && (
              <>
                , verified <Time at={watch.verifiedAt} />
              </>
            )}
            ; {witnessWords(checkpoint.cosignatures, witnesses)}
          </>
        ) : (
          why
        )}
      </span>
      <Link className="small nowrap" to="/checkpoints">
        Show the log
      </Link>
    </>
  )
}

/** The last checkpoint and who vouches for it. */
export function CheckpointLine() {
  const { data, error, refetch } = useGraph(LAST_CHECKPOINT, {}, { refetchEveryMs: 15_000 })
  return (
    <section className="panel rec" aria-label="Log">
      {data && <Line log={data.logState} />}
      {!data && error && <Missing error={error} again={() => void refetch()} />}
      {!data && !error && <Bones lines={1} />}
    </section>
  )
}
