import type { CSSProperties } from 'react'
import { duration } from '../words/time.js'
import type { WholeVerdict } from './source.js'
import { waterfallBars, type Bar } from './waterfall-bars.js'
import './waterfall.css'

const percent = (share: number) => `${(share * 100).toFixed(2)}%`
const shares = [0, 0.25, 0.5, 0.75, 1]

function Line({ bar, whole }: { bar: Bar; whole: number }) {
  const style = {
    '--from': percent(bar.from / whole),
    '--width': percent((bar.to - bar.from) / whole),
  } as CSSProperties
  return (
    <>
      <span className="cut">{bar.label}</span>
      <span className="lane" style={style} title={`${bar.label}: ${duration(bar.to - bar.from)}`}>
        <i className={bar.look} />
        {bar.note && <span>{bar.note}</span>}
      </span>
    </>
  )
}

/** The attempts along one line of time, from acceptance to the record. */
export function Waterfall({ verdict }: { verdict: WholeVerdict }) {
  const bars = waterfallBars(verdict.acceptedAt, verdict.recordedAt, verdict.attempts)
  const whole = Math.max(1, ...bars.map((bar) => bar.to))
  const told = bars.map((bar) => `${bar.label} ${duration(bar.to - bar.from)}`).join(', ')
  return (
    <div className="waterfall" role="img" aria-label={told}>
      <span />
      <span className="ticks">
        {shares.map((share) => (
          <span key={share}>{duration(share * whole)}</span>
        ))}
      </span>
      {bars.map((bar, i) => (
        <Line key={i} bar={bar} whole={whole} />
      ))}
    </div>
  )
}
