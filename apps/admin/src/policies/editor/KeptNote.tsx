interface Props {
  readonly isBehind: boolean
  readonly branch: string | null
  readonly onDrop: () => void
}

/** Says that the text is one of before, and gives the way to what was committed. */
export const KeptNote = ({ isBehind, branch, onDrop }: Props) => (
  <p className="note-line kept" role="status">
    This tab kept what you had not committed.{' '}
    {isBehind &&
      `${branch ?? 'The policy'} moved on since: commit to a new branch, and merging brings both together. `}
    <button type="button" className="link" onClick={onDrop}>
      Drop it and begin from what was committed
    </button>
  </p>
)
