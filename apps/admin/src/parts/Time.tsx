import { instant, relative, shortTime } from '../words/time.js'
import { useNow } from './useNow.js'

interface Props {
  readonly at: string
  readonly as?: 'relative' | 'short' | 'instant'
}

/** An instant in the words that fit the place, with the exact one in UTC on hover. */
export function Time({ at, as = 'relative' }: Props) {
  const now = useNow(as === 'instant' ? null : 20_000)
  const date = new Date(at)
  const words =
    as === 'relative' ? relative(date, now) : as === 'short' ? shortTime(date, now) : instant(date)
  return (
    <time dateTime={at} title={instant(date)} className="nowrap">
      {words}
    </time>
  )
}
