import { expandRow, logistic, toScale, type Calibration } from './risk-model.js'

/** A verdict of which it is known whether it was wrong. Verdicts are compared within their group only. */
export interface RiskExample {
  readonly group: string
  readonly wrong: boolean
  /** In the order of `riskFeatureNames`. */
  readonly row: readonly number[]
}

interface FittedWeights {
  readonly means: readonly number[]
  readonly deviations: readonly number[]
  readonly weights: readonly number[]
}

/** How far weights are held towards none; chosen by leaving out one policy after the other. */
const ridge = 30
/** Groups keep their own level, held only as far as keeps a group without wrong verdicts finite. */
const groupRidge = 0.05
const steps = 12

/**
 * Logistic regression with a level of its own for every group, so that a weight tells wrong from right within a policy
 * and nothing of which policies have more wrong verdicts. Every group with both kinds counts the same. Newton's method.
 */
export function fitWeights(examples: readonly RiskExample[]): FittedWeights {
  const telling = inGroupsWithBoth(examples)
  const rows = telling.map(({ row }) => expandRow(row))
  const { means, deviations } = scalesOf(rows)
  const groups = [...new Set(telling.map(({ group }) => group))]
  const size = new Map(groups.map((group) => [group, 0]))
  for (const { group } of telling) size.set(group, (size.get(group) ?? 0) + 1)
  const design = rows.map((row, i) => [
    ...groups.map((group) => Number(telling[i]?.group === group)),
    ...row.map((value, j) => toScale(value, means[j] ?? 0, deviations[j] ?? 1)),
  ])
  const fitted = newton(
    design,
    telling.map(({ wrong }) => Number(wrong)),
    telling.map(({ group }) => telling.length / groups.length / (size.get(group) ?? 1)),
    means.length + groups.length,
    (column) => (column < groups.length ? groupRidge : ridge),
  )
  return { means, deviations, weights: fitted.slice(groups.length) }
}

/** Platt's scaling: the slope and level under which scores are chances. */
export function calibrate(scores: readonly number[], wrong: readonly boolean[]): Calibration {
  const [intercept = 0, slope = 1] = newton(
    scores.map((score) => [1, score]),
    wrong.map(Number),
    wrong.map(() => 1),
    2,
    () => 1e-6,
  )
  return { slope, intercept }
}

/** What fitted weights are held towards: the columns on one scale, with the score they already have. */
export interface Offset {
  readonly columns: readonly number[]
  readonly score: number
}

/**
 * How far weights move from those that gave the offsets, held to not moving at all; a level for every group, as above.
 * The last answer is the level under which the moved scores are chances.
 */
export function fitMoves(
  examples: readonly { readonly group: string; readonly wrong: boolean }[],
  offsets: readonly Offset[],
): { readonly moves: readonly number[]; readonly intercept: number } {
  const groups = [...new Set(examples.map(({ group }) => group))]
  const columns = offsets[0]?.columns.length ?? 0
  const wrong = examples.map((example) => Number(example.wrong))
  const alike = examples.map(() => 1)
  const fitted = newton(
    offsets.map((offset, i) => [
      ...groups.map((group) => Number(examples[i]?.group === group)),
      ...offset.columns,
    ]),
    wrong,
    alike,
    columns + groups.length,
    (column) => (column < groups.length ? groupRidge : ridge),
    offsets.map(({ score }) => score),
  )
  const moves = fitted.slice(groups.length)
  const [intercept = 0] = newton(
    offsets.map(() => [1]),
    wrong,
    alike,
    1,
    () => groupRidge,
    offsets.map((offset) => offset.score + dot(moves, offset.columns)),
  )
  return { moves, intercept }
}

function inGroupsWithBoth(examples: readonly RiskExample[]): readonly RiskExample[] {
  const kinds = new Map<string, Set<boolean>>()
  for (const { group, wrong } of examples)
    kinds.set(group, (kinds.get(group) ?? new Set()).add(wrong))
  return examples.filter(({ group }) => kinds.get(group)?.size === 2)
}

function scalesOf(rows: readonly (readonly number[])[]): {
  readonly means: number[]
  readonly deviations: number[]
} {
  const columns = rows[0]?.map((_, j) => rows.map((row) => row[j] ?? 0)) ?? []
  const means = columns.map(meanOf)
  const deviations = columns.map(
    (column, j) => Math.sqrt(meanOf(column.map((value) => (value - (means[j] ?? 0)) ** 2))) || 1,
  )
  return { means, deviations }
}

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length

/** Most likely coefficients of a weighted logistic regression, each held towards 0 by its ridge. */
function newton(
  design: readonly (readonly number[])[],
  targets: readonly number[],
  worth: readonly number[],
  columns: number,
  ridgeOf: (column: number) => number,
  offsets: readonly number[] = [],
): number[] {
  let fitted = Array.from({ length: columns }, () => 0)
  for (let step = 0; step < steps; step += 1) {
    const gradient = fitted.map((value, j) => -ridgeOf(j) * value)
    const curvature = fitted.map((_, j) => fitted.map((__, k) => (j === k ? ridgeOf(j) + 1e-9 : 0)))
    for (const [i, row] of design.entries()) {
      const chance = logistic(dot(row, fitted) + (offsets[i] ?? 0))
      const pull = (worth[i] ?? 1) * ((targets[i] ?? 0) - chance)
      const bend = (worth[i] ?? 1) * chance * (1 - chance)
      addExample(gradient, curvature, row, pull, bend)
    }
    for (const [j, line] of curvature.entries())
      for (let k = j + 1; k < columns; k += 1) line[k] = curvature[k]?.[j] ?? 0
    const change = solve(curvature, gradient)
    fitted = fitted.map((value, j) => value + (change[j] ?? 0))
    if (change.every((value) => Math.abs(value) < 1e-6)) break
  }
  return fitted
}

/** The lower half only; the other mirrors it. */
function addExample(
  gradient: number[],
  curvature: readonly number[][],
  row: readonly number[],
  pull: number,
  bend: number,
): void {
  for (let j = 0; j < row.length; j += 1) {
    const value = row[j] ?? 0
    if (value === 0) continue
    gradient[j] = (gradient[j] ?? 0) + pull * value
    const line = curvature[j] ?? []
    const bent = bend * value
    for (let k = 0; k <= j; k += 1) line[k] = (line[k] ?? 0) + bent * (row[k] ?? 0)
  }
}

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0)

/** Gauss's elimination with the largest pivot; the matrix is small and positive definite. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const lines = matrix.map((line, i) => [...line, right[i] ?? 0])
  const size = lines.length
  for (let i = 0; i < size; i += 1) {
    let pivot = i
    for (let k = i + 1; k < size; k += 1)
      if (Math.abs(at(lines, k, i)) > Math.abs(at(lines, pivot, i))) pivot = k
    const [one, other] = [lines[i] ?? [], lines[pivot] ?? []]
    lines[i] = other
    lines[pivot] = one
    for (let k = i + 1; k < size; k += 1) {
      const line = lines[k] ?? []
      const factor = (line[i] ?? 0) / at(lines, i, i)
      if (factor === 0) continue
      for (let j = i; j <= size; j += 1) line[j] = (line[j] ?? 0) - factor * at(lines, i, j)
    }
  }
  const solved = Array.from({ length: size }, () => 0)
  for (let i = size - 1; i >= 0; i -= 1) {
    let rest = at(lines, i, size)
    for (let j = i + 1; j < size; j += 1) rest -= at(lines, i, j) * (solved[j] ?? 0)
    solved[i] = rest / at(lines, i, i)
  }
  return solved
}

const at = (lines: readonly (readonly number[])[], i: number, j: number): number =>
  lines[i]?.[j] ?? 0
