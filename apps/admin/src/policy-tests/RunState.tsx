import { Icon } from '../parts/Icon.js'
import { resultWords } from './run-words.js'

interface Props {
  readonly run: {
    readonly state: 'RUNNING' | 'FINISHED' | 'FAILED' | 'CANCELLED'
    readonly passed: boolean | null
    readonly done: number
    readonly total: number
  }
}

/** What became of a run: mark and word; of one under way how far it is. */
export function RunState({ run }: Props) {
  const { state, passed, done, total } = run
  const words = resultWords(run)
  if (state === 'RUNNING')
    return (
      <span className="withicon">
        <Icon name="clock" /> {words}, {done} of {total}
      </span>
    )
  return (
    <span className={`withicon ${passed ? 'okay' : state === 'CANCELLED' ? '' : 'notokay'}`}>
      <Icon name={passed ? 'check' : state === 'FAILED' ? 'alert' : 'cross'} /> {words}
    </span>
  )
}
