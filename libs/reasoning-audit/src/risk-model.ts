/** A logistic regression over feature rows; numbers only, so that it can be kept, compared and put on the record. */
export interface RiskModel {
  /** Names it on every verdict it scored. */
  readonly version: string
  readonly featuresVersion: number
  /** Of the rows it was fitted on, to bring every column to one scale; expanded rows. */
  readonly means: readonly number[]
  readonly deviations: readonly number[]
  readonly weights: readonly number[]
  /** From a score to a chance: `1 / (1 + e^-(slope · score + intercept))`. */
  readonly calibration: Calibration
  /** What the share of overturned decisions adds to the score; see `risk-history.ts`. */
  readonly historyWeight: number
}

export interface Calibration {
  readonly slope: number
  readonly intercept: number
}

/**
 * Every feature, the outcome, and every feature again where the outcome is `allowed`: what gives a wrong verdict away
 * is not the same on both sides. The outcome is the last column of a row.
 */
export function expandRow(row: readonly number[]): number[] {
  const allowed = row.at(-1) ?? 0
  const expanded = row.slice()
  for (let i = 0; i < row.length - 1; i += 1) expanded.push((row[i] as number) * allowed)
  return expanded
}

/** A value further from the mean than this counts as this far: no text may reach for a score with one odd column. */
const farthest = 4

/** Weights over columns on one scale; 0 stands for the mean row. */
export function scoreOf(
  { means, deviations, weights }: Pick<RiskModel, 'means' | 'deviations' | 'weights'>,
  row: readonly number[],
): number {
  const expanded = expandRow(row)
  let score = 0
  for (let i = 0; i < expanded.length; i += 1)
    score += (weights[i] ?? 0) * toScale(expanded[i] as number, means[i] ?? 0, deviations[i] ?? 1)
  return score
}

export const toScale = (value: number, mean: number, deviation: number): number =>
  Math.max(-farthest, Math.min(farthest, (value - mean) / deviation))

export const logistic = (score: number): number => 1 / (1 + Math.exp(-score))
export const logit = (chance: number): number => Math.log(chance / (1 - chance))
