const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

/** A span of time in words people use: `48 s`, `3 h 12 min`, `9 days`. */
export function duration(ms: number): string {
  const length = Math.abs(ms)
  if (length < second) return `${Math.round(length)} ms`
  if (length < 10 * second) return `${(length / second).toFixed(1)} s`
  if (length < minute) return `${Math.round(length / second)} s`
  if (length < hour) return `${Math.floor(length / minute)} min`
  if (length < day) {
    const minutes = Math.floor((length % hour) / minute)
    return `${Math.floor(length / hour)} h${minutes ? ` ${minutes} min` : ''}`
  }
  const days = Math.floor(length / day)
  if (days < 60) return days === 1 ? '1 day' : `${days} days`
  const months = Math.floor(days / 30.44)
  if (months < 24) return `${months} months`
  return `${Math.floor(days / 365.25)} years`
}

/** `just now`, `4 min ago`, `in 2 days`. */
export function relative(at: Date, now: Date): string {
  const gap = at.getTime() - now.getTime()
  if (Math.abs(gap) < 2 * second) return 'just now'
  return gap < 0 ? `${duration(gap)} ago` : `in ${duration(gap)}`
}

/** `6:12`, for what counts down or up. */
export function clock(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / second))
  const rest = String(seconds % 60).padStart(2, '0')
  if (seconds < 3600) return `${Math.floor(seconds / 60)}:${rest}`
  return `${Math.floor(seconds / 3600)}:${String(Math.floor(seconds / 60) % 60).padStart(2, '0')}:${rest}`
}

const utc = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', ...options })

const dateFormat = utc({ day: 'numeric', month: 'short', year: 'numeric' })
const dayFormat = utc({ day: 'numeric', month: 'short' })
const timeFormat = utc({ hour: '2-digit', minute: '2-digit', second: '2-digit' })
const weekday = utc({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' })
const hourMinute = utc({ hour: '2-digit', minute: '2-digit' })

/** `14 Nov 2026, 09:41:07 UTC`. */
export const instant = (at: Date) => `${dateFormat.format(at)}, ${timeFormat.format(at)} UTC`
export const dayOf = (at: Date) => dayFormat.format(at)
export const dateOf = (at: Date) => dateFormat.format(at)
/** `09:41:07`, in UTC. */
export const timeOf = (at: Date) => timeFormat.format(at)
/** The day alone within this year, with the year before that. */
export const nearDate = (at: Date, now = new Date()) =>
  at.getUTCFullYear() === now.getUTCFullYear() ? dayOf(at) : dateOf(at)
export const today = (at: Date) =>
  `${weekday.format(at).replace(',', '')}, ${hourMinute.format(at)} UTC`

/** The time of day for something of this day, else the day: what fits a narrow column. */
export function shortTime(at: Date, now: Date): string {
  if (at.toISOString().slice(0, 10) === now.toISOString().slice(0, 10)) return timeFormat.format(at)
  return nearDate(at, now)
}
