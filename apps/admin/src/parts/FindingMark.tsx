import type { FindingSeverity } from '../api/schema-words.js'

/** The number of a finding: filled is hard, outlined is soft, accent is selected. */
export function FindingMark(props: { number: number; severity: FindingSeverity; on?: boolean }) {
  const classes = ['f', props.severity === 'SOFT' && 'soft', props.on && 'on']
  return (
    <span
      className={classes.filter(Boolean).join(' ')}
      aria-label={`finding ${props.number}`}
      role="img"
    >
      {props.number}
    </span>
  )
}
