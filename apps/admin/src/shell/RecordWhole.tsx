import { Link } from 'react-router'
import { usePermit } from '../api/usePermit.js'
import { Icon } from '../parts/Icon.js'
import { useReconciliation } from './reconciliation.js'

/** Whether everything accepted is accounted for; leads to the figures. */
export function RecordWhole() {
  const may = usePermit()('metrics:read')
  const { data } = useReconciliation(may)
  if (!data) return null
  const whole = data.reconciliation.every((one) => one.whole)
  return (
    <Link
      className={`whole ${whole ? '' : 'notokay'}`}
      to="/"
      title="accepted = recorded + undetermined + pending"
      aria-label={whole ? 'record whole' : 'record not whole'}
    >
      <Icon name={whole ? 'check' : 'alert'} />
      <span className="wide">{whole ? 'record whole' : 'record not whole'}</span>
    </Link>
  )
}
