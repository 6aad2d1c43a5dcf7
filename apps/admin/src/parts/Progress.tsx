interface Props {
  readonly label: string
  readonly done: number
  readonly total: number
}

/** How much of something is done; a total of 0 is one that is not known yet. */
export function Progress({ label, done, total }: Props) {
  const share = total > 0 ? Math.min(1, done / total) : 0
  return (
    <div
      className="progress"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={Math.max(total, 1)}
      aria-valuenow={Math.min(done, Math.max(total, 1))}
    >
      <i style={{ width: `${share * 100}%` }} />
    </div>
  )
}
