import { useQueryClient } from '@tanstack/react-query'
import { toApiError } from '../api/api-error.js'
import { useAct } from '../api/useGraph.js'
import { useKeys } from '../keys/useKeys.js'
import { Button } from '../parts/Button.js'
import { Icon } from '../parts/Icon.js'
import { Outcome } from '../parts/Outcome.js'
import { say } from '../parts/toast.js'
import { useNow } from '../parts/useNow.js'
import { REVERSE } from './documents.js'
import { useLastDecision } from './undo.js'
import { useClaimNext } from './useClaimNext.js'

/** Offers to undo the last decision for its grace time: a reversal on the record, and the case is one's own again. */
export function UndoBar() {
  const [last, setLast] = useLastDecision()
  const now = useNow(1000)
  const client = useQueryClient()
  const { takeAgain } = useClaimNext()
  const reverse = useAct(REVERSE, (result) => result.reverseDecision)
  const left = last ? Math.ceil((Date.parse(last.until) - now.getTime()) / 1000) : 0
  const undo = async () => {
    if (!last || left <= 0 || reverse.isPending) return
    try {
      const { id, number } = await reverse.mutateAsync({ decisionId: last.id })
      setLast(null)
      say(`The decision on case ${number} is reversed, on the record`)
      // As it was before the decision, the case would look taken.
      client.removeQueries({ queryKey: ['Case', { id }] })
      await takeAgain(id)
      void client.invalidateQueries()
    } catch (error) {
      say(`Not reversed: ${toApiError(error).message}`)
    }
  }
  useKeys({ undo: () => void undo() }, left > 0)
  if (!last || left <= 0) return null
  return (
    <div className="undo" role="status">
      <Icon name="check" />
      <span>
        Case {last.number} decided: <Outcome name={last.outcome} />
        {last.rules.length > 0 && (
          <>
            {' '}
            under <span className="rule">{last.rules.join(', ')}</span>
          </>
        )}
      </span>
      <Button kind="quiet" keyName="undo" onClick={() => void undo()} disabled={reverse.isPending}>
        Undo
      </Button>
      <span className="dim wide" aria-live="off">
        {left} s left. Undo is a reversal on the record.
      </span>
    </div>
  )
}
