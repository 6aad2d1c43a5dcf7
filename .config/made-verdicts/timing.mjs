export const percentile = (sorted, share) => sorted[Math.floor(share * (sorted.length - 1))]

/** Milliseconds of each round but those that warm up, shortest first. */
export async function timed(rounds, work, warmUps = 3) {
  const took = []
  for (let round = -warmUps; round < rounds; round++) {
    const begun = performance.now()
    await work(Math.abs(round))
    if (round >= 0) took.push(performance.now() - begun)
  }
  return took.sort((a, b) => a - b)
}

export const shown = (sorted) => ({ p50: percentile(sorted, 0.5), p95: percentile(sorted, 0.95) })

export const ms = (value) => `${value.toFixed(1)}`.padStart(7)
