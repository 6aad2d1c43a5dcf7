/** Half open, in UTC. */
export interface TimeSpan {
  readonly from: Date
  readonly to: Date
}

const months = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august'].concat([
  'september',
  'october',
  'november',
  'december',
])

const iso = String.raw`\d{4}-\d{2}(?:-\d{2}(?:[t ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?z?)?)?`
const named = String.raw`(?:\d{1,2}(?:st|nd|rd|th)? )?[a-z]{3,9}\.?(?: \d{1,2}(?:st|nd|rd|th)?,?)? \d{4}(?:,? (?:at )?\d{2}:\d{2}(?::\d{2})?)?`

/** A time as people write it, at the end of a text or as all of it. */
export const timePattern = `(?:${iso}|${named})`

/**
 * `2026-05-03`, `2026-05`, `2026-05-03T14:05Z`, `3 May 2026`, `May 3, 2026`, `May 2026`, `3 May 2026 14:05`: the day,
 * month, minute or second it names. Null for what names none.
 */
export function readTime(text: string): TimeSpan | null {
  const words = text.trim().toLowerCase().replace(/\s+/g, ' ')
  return readIso(words) ?? readNamed(words)
}

function readIso(text: string): TimeSpan | null {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})-(\d{2})(?:-(\d{2})(?:[t ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,3})?)?z?)?)?$/.exec(
      text,
    ) ?? []
  return year === undefined ? null : spanOf([year, month, day, hour, minute, second].map(toNumber))
}

function readNamed(text: string): TimeSpan | null {
  const parts =
    /^(?:(\d{1,2})(?:st|nd|rd|th)? )?([a-z]{3,9})\.?(?: (\d{1,2})(?:st|nd|rd|th)?,?)? (\d{4})(?:,? (?:at )?(\d{2}):(\d{2})(?::(\d{2}))?)?$/.exec(
      text,
    )
  if (!parts) return null
  const [, before, name = '', after, year, hour, minute, second] = parts
  const month = months.findIndex((each) => each === name || each.slice(0, 3) === name) + 1
  if (month === 0 || (before !== undefined && after !== undefined)) return null
  const day = before ?? after
  if (day === undefined && hour !== undefined) return null
  return spanOf([toNumber(year), month, ...[day, hour, minute, second].map(toNumber)])
}

const toNumber = (digits: string | undefined): number | undefined =>
  digits === undefined ? undefined : Number(digits)

function spanOf([year = 0, month = 1, day, hour, minute, second]: (number | undefined)[]) {
  const from = new Date(Date.UTC(year, month - 1, day ?? 1, hour ?? 0, minute ?? 0, second ?? 0))
  const isReal =
    from.getUTCMonth() === month - 1 &&
    from.getUTCDate() === (day ?? 1) &&
    from.getUTCHours() === (hour ?? 0) &&
    from.getUTCMinutes() === (minute ?? 0)
  if (!isReal) return null
  if (day === undefined) return { from, to: new Date(Date.UTC(year, month, 1)) }
  const lengthMs = hour === undefined ? 86_400_000 : second === undefined ? 60_000 : 1000
  return { from, to: new Date(from.getTime() + lengthMs) }
}

const between = new RegExp(
  String.raw`^(?:from )?(${timePattern})(?: to | until | - | – |\.\.|/)(${timePattern})$`,
  'i',
)

/** One time, or two with `to`, `-`, `..` or `/` between them; the last day, month or minute is part of it. */
export function readSpan(text: string): TimeSpan | null {
  const words = text.trim().replace(/\s+/g, ' ')
  const single = readTime(words)
  if (single) return single
  const [, first, last] = between.exec(words) ?? []
  const [start, end] = [readTime(first ?? ''), readTime(last ?? '')]
  return start && end && start.from < end.to ? { from: start.from, to: end.to } : null
}
