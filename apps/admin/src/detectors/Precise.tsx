import { counted } from '../words/words.js'
import type { Precision } from './documents.js'

const percent = (share: number) => `${(share * 100).toFixed(0)} %`

/** The share of marks that say right, between the bounds it may be trusted to. */
export function Precise({ of }: { of: Precision }) {
  const marks = of.right + of.wrong
  if (of.precision === null) return <span className="dim">no marks yet</span>
  return (
    <span title={`${of.right} right, ${of.wrong} wrong; 95 % bounds by Wilson’s interval`}>
      <b>{percent(of.precision)}</b>{' '}
      <span className="dim">
        {percent(of.low)} to {percent(of.high)}, {counted(marks, 'mark')}
      </span>
    </span>
  )
}
