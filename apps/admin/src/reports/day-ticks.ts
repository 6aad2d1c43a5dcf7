const month = new Intl.DateTimeFormat('en-GB', { month: 'short', timeZone: 'UTC' })
const monthOfYear = new Intl.DateTimeFormat('en-GB', {
  ...{ month: 'short', year: 'numeric', timeZone: 'UTC' },
})
const dayOfMonth = new Intl.DateTimeFormat('en-GB', {
  ...{ day: 'numeric', month: 'short', timeZone: 'UTC' },
})

const monday = 1
const mostDays = 31
const mostWeeks = 92

/** Whether a day, `2026-11-21`, is named below a chart of so many: each of a month, Mondays of a quarter, else first days. */
export function isNamed(day: string, days: number): boolean {
  if (days <= mostDays) return true
  return days <= mostWeeks ? new Date(day).getUTCDay() === monday : day.endsWith('-01')
}

/** What it is called there; a year begins with its number. */
export function tickOf(day: string, days: number): string {
  const at = new Date(day)
  if (days <= mostDays) return String(at.getUTCDate())
  if (days <= mostWeeks) return dayOfMonth.format(at)
  return (at.getUTCMonth() === 0 ? monthOfYear : month).format(at)
}
