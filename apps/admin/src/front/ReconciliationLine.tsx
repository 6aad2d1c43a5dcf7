import { Link } from 'react-router'
import { Icon } from '../parts/Icon.js'
import { Bones, Missing } from '../parts/states.js'
import { Time } from '../parts/Time.js'
import { useReconciliation, type Reconciliation } from '../shell/reconciliation.js'
import { duration } from '../words/time.js'

const figure = (value: string | number) => Number(value).toLocaleString('en')

const windowWords = ({ window }: Reconciliation) =>
  window === 'day' ? 'last 24 h' : 'since the beginning'

function Line({ one }: { one: Reconciliation }) {
  const query = one.window === 'day' ? '?q=decided:24h' : ''
  return (
    <>
      <span className={one.whole ? 'okay' : 'okay notokay'}>
        <Icon name={one.whole ? 'check' : 'alert'} />
        {one.whole ? 'Nothing lost' : 'Not accounted for'}
      </span>
      <span className="eq">
        <b>{figure(one.accepted)}</b>accepted <span className="dim">=</span>
        <b>{figure(one.recorded)}</b>recorded <span className="dim">+</span>
        <b>{figure(one.undetermined)}</b>undetermined <span className="dim">+</span>
        <b>{figure(one.pending)}</b>pending
      </span>
      <span className="spacer" />
      <span className="dim small told">
        {windowWords(one)}, reconciled <Time at={one.checkedAt} />
        {one.longestPendingMs !== null && `; longest pending ${duration(one.longestPendingMs)}`}
      </span>
      <Link className="small nowrap" to={`/verdicts${query}`}>
        Show the rows
      </Link>
    </>
  )
}

/** accepted = recorded + undetermined + pending, or not. */
export function ReconciliationLine() {
  const { data, error, refetch } = useReconciliation(true)
  const day = data?.reconciliation.find(({ window }) => window === 'day') ?? data?.reconciliation[0]
  return (
    <section className="panel rec" aria-label="Reconciliation">
      {day && <Line one={day} />}
      {!day && error && <Missing error={error} again={() => void refetch()} />}
      {!day && !error && <Bones lines={1} />}
    </section>
  )
}
