import { useNow } from '../parts/useNow.js'
import { nearDate } from '../words/time.js'
import type { BlameSource } from './blame-documents.js'

interface Props {
  readonly source: BlameSource | undefined
  readonly line: number
  readonly pressed: boolean
  readonly onPress: () => void
}

/** Stands where lines of one commit begin, and tells the rest when pressed. */
export function BlameMark({ source, line, pressed, onPress }: Props) {
  const now = useNow(null)
  if (!source) return null
  const initials = source.author
    .split(/\s+/)
    .map((word) => word.charAt(0))
    .join('')
  const date = nearDate(new Date(source.at), now)
  return (
    <button type="button" className="link" aria-pressed={pressed} onClick={onPress}>
      <span className="hide">
        From line {line}: {source.author}, {date}
      </span>
      <span className="wide cut" aria-hidden="true">
        {source.author}
      </span>
      <span className="phone" aria-hidden="true">
        {initials}
      </span>
      <span className="dim nowrap wide" aria-hidden="true">
        {date}
      </span>
    </button>
  )
}
