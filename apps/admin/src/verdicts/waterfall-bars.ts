export interface Bar {
  readonly label: string
  readonly from: number
  readonly to: number
  readonly look: 'quiet' | 'trace' | 'failed' | 'end'
  readonly note: string | null
}

interface TimedAttempt {
  readonly number: number
  readonly endpoint: string
  readonly startedAt: string
  readonly waitedMs: number
  readonly firstTokenMs: number | null
  readonly wholeMs: number | null
  readonly errorClass: string | null
  readonly httpStatus: number | null
}

/** Where the time went, in milliseconds since acceptance, oldest first. */
export function waterfallBars(
  acceptedAt: string,
  recordedAt: string,
  attempts: readonly TimedAttempt[],
): Bar[] {
  const since = (instant: string) => Math.max(0, Date.parse(instant) - Date.parse(acceptedAt))
  const bars: Bar[] = []
  let at = 0
  for (const attempt of attempts) {
    const sent = Math.max(at, since(attempt.startedAt))
    if (sent > at)
      bars.push({
        label: bars.length ? 'back-off' : 'accept, queue',
        from: at,
        to: sent,
        look: 'quiet',
        note: null,
      })
    const end = sent + (attempt.wholeMs ?? 0)
    const first = attempt.firstTokenMs === null ? null : sent + attempt.firstTokenMs
    if (attempt.errorClass) {
      const note = String(
        attempt.httpStatus ?? attempt.errorClass.toLowerCase().replaceAll('_', ' '),
      )
      bars.push({
        label: `${attempt.number} ${attempt.endpoint}`,
        from: sent,
        to: end,
        look: 'failed',
        note,
      })
    } else {
      if (first !== null && first < end) {
        bars.push({
          label: `${attempt.number} prompt`,
          from: sent,
          to: first,
          look: 'quiet',
          note: null,
        })
      }
      bars.push({
        label: `${attempt.number} answer`,
        from: first !== null && first < end ? first : sent,
        to: end,
        look: 'trace',
        note: null,
      })
    }
    at = end
  }
  const recorded = since(recordedAt)
  if (recorded > at)
    bars.push({ label: 'audit, record', from: at, to: recorded, look: 'end', note: null })
  return bars
}
