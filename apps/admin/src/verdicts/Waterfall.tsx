import { duration } from '../words/time.js'
import type { WholeVerdict } from './source.js'
import { waterfallBars, type Bar } from './waterfall-bars.js'

const left = 96
const right = 552
const rowHeight = 22

const fill: Record<Bar['look'], string> = {
  quiet: 'var(--text-3)',
  trace: 'var(--accent)',
  failed: 'none',
  end: 'var(--text-2)',
}

/** The attempts along one line of time, from acceptance to the record. */
export function Waterfall({ verdict }: { verdict: WholeVerdict }) {
  const bars = waterfallBars(verdict.acceptedAt, verdict.recordedAt, verdict.attempts)
  const whole = Math.max(1, ...bars.map((bar) => bar.to))
  const x = (ms: number) => left + (ms / whole) * (right - left)
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((share) => share * whole)
  const height = 24 + bars.length * rowHeight
  return (
    <svg
      className="chart"
      width="100%"
      viewBox={`0 0 560 ${height}`}
      preserveAspectRatio="xMinYMin meet"
      role="img"
      aria-label={bars.map((bar) => `${bar.label} ${duration(bar.to - bar.from)}`).join(', ')}
      style={{ maxHeight: height }}
    >
      {ticks.map((tick, i) => (
        <g key={tick}>
          <path className="axis" d={`M${x(tick)} 18v${height - 18}`} />
          <text x={x(tick)} y="12" textAnchor={i === 0 ? 'start' : i === 4 ? 'end' : 'middle'}>
            {duration(tick)}
          </text>
        </g>
      ))}
      {bars.map((bar, i) => {
        const y = 26 + i * rowHeight
        const width = Math.max(3, x(bar.to) - x(bar.from))
        return (
          <g key={i}>
            <title>{`${bar.label}: ${duration(bar.to - bar.from)}`}</title>
            <text x="0" y={y + 9}>
              {bar.label}
            </text>
            <rect
              x={x(bar.from)}
              y={y}
              width={width}
              height="10"
              fill={fill[bar.look]}
              stroke={bar.look === 'failed' ? 'var(--text-2)' : 'none'}
            />
            {bar.note && (
              <text x={x(bar.from) + width + 6} y={y + 9}>
                {bar.note}
              </text>
            )}
          </g>
        )
      })}
    </svg>
  )
}
