import { canonicalJson, commitTo } from '@assize/kernel'
import type { Row } from '@assize/platform'
import type { VerdictAttempt } from '../verdict.js'
import type { AuditedRecording, VerdictRecording } from '../verdict-recording.js'

interface Draft {
  readonly recording: VerdictRecording
  readonly salt: Uint8Array
  readonly row: Row
}

/** The row of `record_verdict`, bound to its words by a commitment under `salt`. */
export function verdictRow(recording: VerdictRecording, salt: Uint8Array): Draft {
  const { verdict, words } = recording
  const row = {
    id: verdict.id,
    content_item_id: verdict.contentItemId,
    policy: verdict.policy,
    policy_commit: verdict.policyCommit,
    policy_blob: verdict.policyBlob,
    policy_bundle_sha256: verdict.policyBundleSha256,
    prompt_digest: verdict.promptDigest,
    outcome: verdict.outcome,
    label: verdict.label,
    rules: verdict.rules,
    severity: verdict.severity,
    confidence: verdict.confidence,
    undetermined_reason: verdict.undeterminedReason,
    model: verdict.model,
    endpoint: verdict.endpoint,
    server_version: verdict.serverVersion,
    system_fingerprint: verdict.systemFingerprint,
    effort: verdict.effort,
    sampling: verdict.sampling,
    finish_reason: verdict.finishReason,
    usage: verdict.usage,
    cost_micros: verdict.costMicros,
    latency_ms: verdict.latencyMs,
    attempts: verdict.attempts,
    answered_by: verdict.answeredBy,
    arm: verdict.arm,
    simulated: verdict.simulated,
    source: verdict.source,
    recorded_label: verdict.recordedLabel,
    expected_label: verdict.expectedLabel,
    external_id: verdict.externalId,
    commitment: commitTo(salt, canonicalJson(words)),
    accepted_at: verdict.acceptedAt,
    decided_at: verdict.decidedAt,
    recorded_at: verdict.recordedAt,
    logged_expected: verdict.loggedExpected ?? null,
    import_id: verdict.importId ?? null,
    repeat_of: recording.repeats?.verdictId ?? null,
  }
  return { recording, salt, row }
}

export const wordsRow = ({ recording, salt }: Draft): Row => ({
  verdict_id: recording.verdict.id,
  salt,
  trace: recording.words.trace,
  output: recording.words.output,
  rationale: recording.words.rationale,
})

export function attemptRows(
  { verdict, attempts }: VerdictRecording,
  nextSalt: () => Uint8Array,
): { row: Row; payload: Row | null }[] {
  return attempts.map((attempt) => {
    const salt = nextSalt()
    return {
      row: attemptRow(
        verdict.id,
        attempt,
        attempt.raw === null ? null : commitTo(salt, attempt.raw),
      ),
      payload:
        attempt.raw === null
          ? null
          : { verdict_id: verdict.id, number: attempt.number, salt, raw: attempt.raw },
    }
  })
}

const attemptRow = (
  verdictId: string,
  attempt: VerdictAttempt,
  commitment: Uint8Array | null,
): Row => ({
  verdict_id: verdictId,
  number: attempt.number,
  endpoint: attempt.endpoint,
  model: attempt.model,
  started_at: attempt.startedAt,
  waited_ms: attempt.waitedMs,
  first_token_ms: attempt.firstTokenMs,
  whole_ms: attempt.wholeMs,
  http_status: attempt.httpStatus,
  finish_reason: attempt.finishReason,
  error_class: attempt.errorClass,
  completion_id: attempt.completionId,
  server_version: attempt.serverVersion,
  system_fingerprint: attempt.systemFingerprint,
  reasoning_field: attempt.reasoningField,
  usage: attempt.usage,
  simulated: attempt.simulated,
  commitment,
})

/** The narrow row that lists filter and sort by. */
export const listingRow = ({ verdict, facts, submittedBy, audit }: AuditedRecording): Row => ({
  verdict_id: verdict.id,
  content_item_id: verdict.contentItemId,
  policy: verdict.policy,
  policy_commit: verdict.policyCommit,
  outcome: verdict.outcome,
  rules: verdict.rules,
  finding_types: audit.findingTypes,
  flagged: audit.flagged,
  risk: audit.risk,
  model: verdict.model,
  endpoint: verdict.endpoint,
  arm: verdict.arm,
  simulated: verdict.simulated,
  source: verdict.source,
  external_id: verdict.externalId,
  language: facts.language ?? null,
  submitted_by: submittedBy,
  finding_set_id: audit.findingSetId,
  decided_at: verdict.decidedAt,
  effort: verdict.effort,
  answered_by: verdict.answeredBy,
  region: facts.region ?? null,
  cost_micros: verdict.costMicros,
  latency_ms: verdict.latencyMs,
})
