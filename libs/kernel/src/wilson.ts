/** Both ends of a confidence interval of a share. */
export interface Interval {
  readonly low: number
  readonly high: number
}

/** Of 95 % of a normal distribution. */
export const z95 = 1.959963984540054

/**
 * Wilson's interval of a share of `hits` in `trials`; the whole of 0 to 1 where nothing was tried. Neither need be a
 * whole number: an effective sample size is none.
 * Source: Wilson 1927, the score interval.
 */
export function wilson(hits: number, trials: number, z = z95): Interval {
  if (!(hits >= 0 && hits <= trials))
    throw new RangeError(`expected 0 to ${trials} hits, saw ${hits}`)
  if (trials === 0) return { low: 0, high: 1 }
  const share = hits / trials
  const centre = (share + (z * z) / (2 * trials)) / (1 + (z * z) / trials)
  const half = halfWidth(share, trials, z)
  return { low: hits === 0 ? 0 : centre - half, high: hits === trials ? 1 : centre + half }
}

const halfWidth = (share: number, trials: number, z: number): number =>
  (z / (1 + (z * z) / trials)) *
  Math.sqrt((share * (1 - share)) / trials + (z * z) / (4 * trials * trials))

/** The least sample that tells a share of about `share` to within `half` either way, by Wilson's interval. */
export function sampleSizeFor(share: number, half: number, z = z95): number {
  if (!(share >= 0 && share <= 1 && half > 0 && half < 0.5))
    throw new RangeError('expected a share of 0 to 1 and a half-width below a half')
  let low = 1
  let high = 1
  while (halfWidth(share, high, z) > half) high *= 2
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (halfWidth(share, middle, z) <= half) high = middle
    else low = middle + 1
  }
  return low
}

/** The least sample which, free of errors, shows with 95 % confidence that fewer than `rate` are wrong. */
export const sampleSizeForNone = (rate: number, confidence = 0.95): number =>
  Math.ceil(Math.log(1 - confidence) / Math.log(1 - rate))
