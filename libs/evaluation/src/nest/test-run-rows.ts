import { canonicalJson, commitTo } from '@assize/kernel'
import type { Row } from '@assize/platform'
import type { EndedRun, JudgedCase, AskedRun, TestResult, TestRun } from '../index.js'

export const runColumns = `r.id, r.policy, r."commit", r.bundle_sha256 AS "bundleSha256", r.cases,
  r.cases_sha256 AS "casesSha256", r.repeats, r.endpoint, r.model, r.effort, r.simulated,
  r.change_id AS "changeId", r.reason, r.asked_by AS "askedBy", r.recorded_at AS "startedAt",
  CASE WHEN e.id IS NULL THEN (SELECT count(*)::int FROM record_evaluation_result x WHERE x.run_id = r.id)
    ELSE e.results END AS done,
  e.state, e.passed, e.summary, e.failure, e.ended_by AS "endedBy", e.recorded_at AS "endedAt"`

export const runsWithEnds = `record_evaluation_run r LEFT JOIN record_evaluation_end e ON e.run_id = r.id`

type Ends = { readonly [K in keyof EndedRun]: EndedRun[K] | null }
export type RunRow = Omit<TestRun, 'end'> & Ends

export function toRun({
  state,
  passed,
  summary,
  failure,
  endedBy,
  endedAt,
  ...asked
}: RunRow): TestRun {
  const end =
    state && summary && endedAt ? { state, passed, summary, failure, endedBy, endedAt } : null
  return { ...asked, end }
}

export const runRow = (run: AskedRun): Row => ({
  ...{ id: run.id, policy: run.policy, commit: run.commit, bundle_sha256: run.bundleSha256 },
  ...{ cases: run.cases, cases_sha256: run.casesSha256, repeats: run.repeats },
  ...{ endpoint: run.endpoint, model: run.model, effort: run.effort, simulated: run.simulated },
  ...{
    change_id: run.changeId,
    reason: run.reason,
    asked_by: run.askedBy,
    recorded_at: run.startedAt,
  },
})

/** A result with its id, as it is read. */
export type StoredResult = TestResult & { readonly id: string }

export const resultColumns = `id, case_index AS "caseIndex", repeat, outcome, label, rules,
  undetermined_reason AS "undeterminedReason", faults, model, effort, finish_reason AS "finishReason",
  usage, latency_ms AS "latencyMs", attempts, simulated`

export interface NewResult {
  readonly id: string
  readonly runId: string
  readonly salt: Uint8Array
  /** Hex. */
  readonly fingerprint: string
  readonly at: Date
}

/** The row of a result, bound to its words by a commitment under the salt. */
export const resultRow = (
  { id, runId, salt, fingerprint, at }: NewResult,
  { result, words }: JudgedCase,
): Row => ({
  ...{ id, run_id: runId, case_index: result.caseIndex, repeat: result.repeat },
  ...{ outcome: result.outcome, label: result.label, rules: result.rules },
  ...{ undetermined_reason: result.undeterminedReason, faults: result.faults },
  ...{ model: result.model, effort: result.effort, finish_reason: result.finishReason },
  ...{ usage: result.usage, attempts: result.attempts, simulated: result.simulated },
  latency_ms: result.latencyMs === null ? null : Math.round(result.latencyMs),
  content_fingerprint: Buffer.from(fingerprint, 'hex'),
  ...{ commitment: commitTo(salt, canonicalJson(words)), recorded_at: at },
})
