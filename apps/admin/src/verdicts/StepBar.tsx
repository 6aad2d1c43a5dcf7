import { useNavigate } from 'react-router'
import { ariaKeys } from '../keys/keymap.js'
import { useKeys } from '../keys/useKeys.js'
import { Icon } from '../parts/Icon.js'
import { useBeside } from './useBeside.js'

/** Steps through the page of the list one came from, the open tab kept. */
export function StepBar({ id, tab }: { id: string | undefined; tab: string }) {
  const navigate = useNavigate()
  const beside = useBeside(id)
  const go = (to: string | null | undefined) =>
    to && void navigate(`/verdicts/${to}?tab=${tab}`, { replace: true })
  useKeys({ down: () => go(beside?.next), up: () => go(beside?.previous) }, beside !== null)
  if (!beside) return null
  return (
    <span className="row wide steps">
      <button
        type="button"
        className="btn copy quiet"
        disabled={!beside.previous}
        aria-label="previous verdict of the list"
        title="previous of the list (k)"
        aria-keyshortcuts={ariaKeys('up')}
        onClick={() => go(beside.previous)}
      >
        <Icon name="left" />
      </button>
      <span className="dim small">
        {beside.position} of {beside.count} on this page
      </span>
      <button
        type="button"
        className="btn copy quiet"
        disabled={!beside.next}
        aria-label="next verdict of the list"
        title="next of the list (j)"
        aria-keyshortcuts={ariaKeys('down')}
        onClick={() => go(beside.next)}
      >
        <Icon name="right" />
      </button>
    </span>
  )
}
