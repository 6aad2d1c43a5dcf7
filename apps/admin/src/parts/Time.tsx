import { instant, nearDate, relative, shortTime } from '../words/time.js'
import { useNow } from './useNow.js'

const spelt = {
  relative,
  short: shortTime,
  date: nearDate,
  instant: (at: Date) => instant(at),
} as const

interface Props {
  readonly at: string
  readonly as?: keyof typeof spelt
}

/** An instant in the words that fit the place, with the exact one in UTC on hover. */
export function Time({ at, as = 'relative' }: Props) {
  const now = useNow(as === 'instant' ? null : 20_000)
  const date = new Date(at)
  const words = spelt[as](date, now)
  return (
    <time dateTime={at} title={instant(date)} className="nowrap">
      {words}
    </time>
  )
}
