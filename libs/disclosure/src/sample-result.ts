import { wilson, z95, type Interval } from '@assize/kernel'
import type { Stratum } from './sample.js'

export const assessments = ['agree', 'disagree', 'cannot-say'] as const
export type Assessment = (typeof assessments)[number]

export interface AssessedRow {
  readonly stratum: string
  readonly assessment: Assessment | null
  readonly simulated?: boolean
}

/** A share of the population, as far as the sample tells it. */
export interface SharedEstimate extends Interval {
  /** Of the part that is covered. */
  readonly share: number
  readonly standardError: number
  /** How much of the population stands in strata of which a row was judged: 1 where it is all. */
  readonly covered: number
}

export interface SampleResult {
  readonly rows: number
  readonly open: number
  readonly agree: number
  readonly disagree: number
  readonly cannotSay: number
  /** Rows whose verdict a simulator made. */
  readonly simulated: number
  /** Of rows the auditor could judge, those judged otherwise, with an interval for all; null before the first. */
  readonly disagreement: SharedEstimate | null
}

type Counted = Omit<SampleResult, 'disagreement'>

/** What an auditor found, as a share of the population with Wilson's interval. */
export function resultOf(rows: readonly AssessedRow[], strata: readonly Stratum[]): SampleResult {
  const parts = judgedIn(rows, strata)
  const told = estimate(parts.filter(({ judged }) => judged > 0))
  return { ...countsOf(rows), disagreement: told && forAll(told, parts) }
}

/** As it stands in workpapers of the first form: of strata with a judged row, and nothing said of the others. */
export function formerResultOf(rows: readonly AssessedRow[], strata: readonly Stratum[]) {
  const told = estimate(judgedIn(rows, strata).filter(({ judged }) => judged > 0))
  return { ...countsOf(rows), disagreement: told }
}

function countsOf(rows: readonly AssessedRow[]): Counted {
  const count = (wanted: Assessment | null) =>
    rows.filter(({ assessment }) => assessment === wanted).length
  return {
    rows: rows.length,
    ...{ open: count(null), agree: count('agree'), disagree: count('disagree') },
    cannotSay: count('cannot-say'),
    simulated: rows.filter(({ simulated }) => simulated).length,
  }
}

interface Judged {
  readonly rows: number
  readonly judged: number
  readonly hits: number
}

/**
 * Of strata in which nobody judged a row nothing is known: the interval reaches from none of them wrong to all of them
 * wrong, so that it holds for the population whatever they are.
 */
function forAll(told: PartialEstimate, parts: readonly Judged[]): SharedEstimate {
  const rowsIn = (some: readonly Judged[]) => some.reduce((sum, { rows }) => sum + rows, 0)
  const covered = rowsIn(parts.filter(({ judged }) => judged > 0)) / rowsIn(parts)
  const [low, high] = [covered * told.low, covered * told.high + (1 - covered)]
  return { ...told, low, high, covered }
}

function judgedIn(rows: readonly AssessedRow[], strata: readonly Stratum[]): readonly Judged[] {
  return strata.map(({ name, rows: all }): Judged => {
    const judged = rows.filter(
      ({ stratum, assessment }) =>
        stratum === name && (assessment === 'agree' || assessment === 'disagree'),
    )
    const hits = judged.filter(({ assessment }) => assessment === 'disagree').length
    return { rows: all, judged: judged.length, hits }
  })
}

type PartialEstimate = Omit<SharedEstimate, 'covered'>

/**
 * Each stratum counts by its rows in the population: the total is Σ N·x/n. Its variance gives the size of the simple
 * sample that would tell as much, and that Wilson's interval; one stratum is its own simple sample. That size is never
 * taken for more than were judged: a stratum of one row hides its spread, and the variance then comes out too small.
 * Source: stratified sampling without replacement, Cochran, chapter 5; Korn and Graubard for the effective size.
 */
export function estimate(parts: readonly Judged[]): PartialEstimate | null {
  const all = parts.reduce((sum, { rows }) => sum + rows, 0)
  const judged = parts.reduce((sum, part) => sum + part.judged, 0)
  if (judged === 0) return null
  const share = parts.reduce((sum, { rows, judged: n, hits }) => sum + (rows * hits) / n, 0) / all
  const variance = varianceOfTotal(parts) / (all * all)
  const alike = (share * (1 - share)) / variance
  const effective = parts.length > 1 && variance > 0 ? Math.min(alike, judged) : judged
  return {
    share,
    standardError: Math.sqrt(variance),
    ...wilson(Math.min(share * effective, effective), effective, z95),
  }
}

/** Var(T) = Σ N²(1 − n/N) p(1 − p)/(n − 1); a stratum of one judged row tells nothing of its spread. */
const varianceOfTotal = (parts: readonly Judged[]): number =>
  parts.reduce((sum, { rows, judged, hits }) => {
    const p = hits / judged
    const spread = judged > 1 ? (p * (1 - p)) / (judged - 1) : 0
    return sum + rows * rows * (1 - judged / rows) * spread
  }, 0)
