import { Icon } from '../parts/Icon.js'
import { sentence } from '../parts/states.js'
import { Time } from '../parts/Time.js'
import { counted } from '../words/words.js'
import type { LogState } from './documents.js'
import { figure, standingOf } from './log-words.js'

const held = 'Rows go on getting their places; nothing is signed until this is settled.'
const whatToRun = 'assize log verify names all there is.'

/** Whether the log is signed, how far, and what waits for it. */
export function Standing({ log }: { log: LogState }) {
  const { sound, title, why } = standingOf(log)
  const { line, checkpoint } = log
  return (
    <section className="panel" aria-label="Standing">
      <div className="head">
        <h2>{log.origin ?? 'The log has no name yet'}</h2>
        <span className={sound ? 'withicon' : 'withicon strong'}>
          <Icon name={sound ? 'check' : 'alert'} /> {title}
        </span>
      </div>
      {!sound && why && (
        <p className="in" role="alert">
          {sentence(why)} {log.halted === null && log.watch.difference !== null ? whatToRun : held}
        </p>
      )}
      <dl className="pair in">
        <dt>Entries</dt>
        <dd>
          {figure(log.size)}
          {sound && why && <span className="dim">, {why}</span>}
        </dd>
        <dt>Last checkpoint</dt>
        <dd>
          {checkpoint ? (
            <>
              {figure(checkpoint.size)} entries, <Time at={checkpoint.signedAt} />
            </>
          ) : (
            <span className="dim">none yet</span>
          )}
        </dd>
        <dt>Verified</dt>
        <dd>
          <Verified watch={log.watch} />
        </dd>
        <dt>Waiting for a place</dt>
        <dd>
          {line.more ? `more than ${figure(line.waiting)} rows` : counted(line.waiting, 'row')}
          {line.missing > 0 && (
            <b>, and {counted(line.missing, 'row')} whose record is not there</b>
          )}
        </dd>
        {log.continuations.map((one) => (
          <Continued key={one.toOrigin} one={one} />
        ))}
      </dl>
    </section>
  )
}

/** By this installation itself: for whoever does not trust it, there are the public files and the verifiers. */
function Verified({ watch }: Pick<LogState, 'watch'>) {
  if (watch.verifiedAt === null) return <span className="dim">not yet gone through</span>
  return (
    <>
      {figure(watch.size)} entries, <Time at={watch.verifiedAt} />
      {watch.wholeBeganAt !== null && (
        <span className="dim">
          ; every row anew since <Time at={watch.wholeBeganAt} as="instant" />
        </span>
      )}
    </>
  )
}

function Continued({ one }: { one: LogState['continuations'][number] }) {
  return (
    <>
      <dt>Another name</dt>
      <dd>
        {one.toOrigin} since <Time at={one.recordedAt} as="instant" />, before {one.fromOrigin}
        {one.reason && <span className="dim">: {one.reason}</span>}
      </dd>
    </>
  )
}
