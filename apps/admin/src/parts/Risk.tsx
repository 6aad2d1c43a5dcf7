import type { CSSProperties } from 'react'

/** How likely a verdict is wrong, as a bar and a figure. */
export function Risk({ value, label }: { value: number; label?: boolean }) {
  const style = { '--p': Math.max(0, Math.min(1, value)) } as CSSProperties
  return (
    <span className="risk" title={`how likely this verdict is wrong: ${value.toFixed(2)}`}>
      {label && <span className="label">risk</span>}
      <i style={style} aria-hidden="true" />
      <span className={label ? 'strong' : undefined}>{value.toFixed(2)}</span>
    </span>
  )
}
