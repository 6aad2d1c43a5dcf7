export const percentile = (sorted, share) => sorted[Math.floor(share * (sorted.length - 1))]

/** Milliseconds of each round but the first three, shortest first. */
export async function timed(rounds, work) {
  const took = []
  for (let round = -3; round < rounds; round++) {
    const begun = performance.now()
    await work(Math.abs(round))
    if (round >= 0) took.push(performance.now() - begun)
  }
  return took.sort((a, b) => a - b)
}

export const shown = (sorted) => ({ p50: percentile(sorted, 0.5), p95: percentile(sorted, 0.95) })

export const ms = (value) => `${value.toFixed(1)}`.padStart(7)
