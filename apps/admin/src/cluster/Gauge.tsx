const arc = 70.7

/** In flight against cap, as three quarters of a ring with the number inside. */
export function Gauge({ value, cap }: { value: number; cap: number }) {
  const filled = cap > 0 ? Math.min(1, value / cap) * arc : 0
  const ring = {
    cx: 20,
    cy: 20,
    r: 15,
    fill: 'none',
    strokeWidth: 5,
    transform: 'rotate(135 20 20)',
  }
  return (
    <svg viewBox="0 0 40 36" width="40" height="36" aria-hidden="true" style={{ flex: 'none' }}>
      <circle {...ring} stroke="var(--mark)" strokeDasharray={`${arc} 200`} />
      <circle {...ring} stroke="var(--text-2)" strokeDasharray={`${filled.toFixed(1)} 200`} />
      <text
        x="20"
        y="24"
        textAnchor="middle"
        style={{ font: '600 11px var(--font)', fill: 'var(--text)' }}
      >
        {value}
      </text>
    </svg>
  )
}
