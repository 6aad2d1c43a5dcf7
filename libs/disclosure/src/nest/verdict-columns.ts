import type { WordKind } from '../export-job.js'
import type { ExportColumn } from '../verdict-column.js'

/** A column and where it comes from, over `verdict_listing l` and `record_verdict v`. */
export interface SqlColumn extends ExportColumn {
  readonly sql: string
}

/**
 * Every column of a verdict export, in the order of the file. The first must be the id. What the platform calls the
 * content is read from the listing, where an erasure takes it out.
 */
export const verdictColumns: readonly SqlColumn[] = [
  { name: 'id', type: 'uuid', sql: 'l.verdict_id' },
  { name: 'contentItemId', type: 'uuid', sql: 'l.content_item_id' },
  { name: 'externalId', type: 'text', sql: 'l.external_id' },
  { name: 'policy', type: 'text', repeats: true, sql: 'l.policy' },
  { name: 'policyCommit', type: 'text', repeats: true, sql: 'l.policy_commit' },
  { name: 'policyBlob', type: 'text', repeats: true, sql: 'v.policy_blob' },
  { name: 'policyBundleSha256', type: 'text', repeats: true, sql: 'v.policy_bundle_sha256' },
  { name: 'promptDigest', type: 'text', sql: 'v.prompt_digest' },
  { name: 'outcome', type: 'text', repeats: true, sql: 'l.outcome' },
  { name: 'label', type: 'text', repeats: true, sql: 'v.label' },
  { name: 'rules', type: 'list', repeats: true, sql: 'l.rules' },
  { name: 'severity', type: 'text', repeats: true, sql: 'v.severity' },
  { name: 'confidence', type: 'text', repeats: true, sql: 'v.confidence' },
  { name: 'undeterminedReason', type: 'text', repeats: true, sql: 'v.undetermined_reason' },
  { name: 'findingTypes', type: 'list', repeats: true, sql: 'l.finding_types' },
  { name: 'flagged', type: 'boolean', sql: 'l.flagged' },
  { name: 'risk', type: 'float', sql: 'l.risk::text::float8' },
  { name: 'caseId', type: 'uuid', sql: 'l.case_id' },
  { name: 'caseState', type: 'text', repeats: true, sql: 'l.case_state' },
  { name: 'answeredBy', type: 'text', repeats: true, sql: 'v.answered_by' },
  { name: 'arm', type: 'text', repeats: true, sql: 'l.arm' },
  { name: 'simulated', type: 'boolean', sql: 'l.simulated' },
  { name: 'source', type: 'text', repeats: true, sql: 'l.source' },
  { name: 'model', type: 'text', repeats: true, sql: 'l.model' },
  { name: 'endpoint', type: 'text', repeats: true, sql: 'l.endpoint' },
  { name: 'serverVersion', type: 'text', repeats: true, sql: 'v.server_version' },
  { name: 'systemFingerprint', type: 'text', repeats: true, sql: 'v.system_fingerprint' },
  { name: 'effort', type: 'text', repeats: true, sql: 'v.effort' },
  { name: 'sampling', type: 'json', repeats: true, sql: 'v.sampling' },
  { name: 'finishReason', type: 'text', repeats: true, sql: 'v.finish_reason' },
  { name: 'usage', type: 'json', repeats: true, sql: 'v.usage' },
  { name: 'costMicros', type: 'integer', sql: 'v.cost_micros' },
  { name: 'latencyMs', type: 'float', sql: 'v.latency_ms' },
  { name: 'attempts', type: 'integer', sql: 'v.attempts' },
  { name: 'recordedLabel', type: 'text', repeats: true, sql: 'v.recorded_label' },
  { name: 'expectedLabel', type: 'text', repeats: true, sql: 'v.expected_label' },
  { name: 'language', type: 'text', repeats: true, sql: 'l.language' },
  { name: 'acceptedAt', type: 'instant', sql: 'v.accepted_at' },
  { name: 'decidedAt', type: 'instant', sql: 'v.decided_at' },
  { name: 'recordedAt', type: 'instant', sql: 'v.recorded_at' },
  { name: 'commitment', type: 'text', sql: "encode(v.commitment, 'hex')" },
  { name: 'contentErased', type: 'boolean', words: 'content', sql: 'c.content_item_id IS NULL' },
  { name: 'content', type: 'json', words: 'content', sql: 'c.body' },
  { name: 'wordsErased', type: 'boolean', words: 'trace', sql: 'w.verdict_id IS NULL' },
  { name: 'trace', type: 'text', words: 'trace', sql: 'w.trace' },
  { name: 'output', type: 'text', words: 'trace', sql: 'w.output' },
  { name: 'rationale', type: 'text', words: 'trace', sql: 'w.rationale' },
]

export const columnsWith = (words: readonly WordKind[]): readonly SqlColumn[] =>
  verdictColumns.filter((column) => !column.words || words.includes(column.words))

export const columnsWithout = (words: readonly WordKind[]): readonly SqlColumn[] =>
  verdictColumns.filter((column) => column.words && !words.includes(column.words))

/** The tables behind the columns; words are joined only where they are wanted. */
export const tablesFor = (words: readonly WordKind[]): string =>
  [
    'verdict_listing l JOIN record_verdict v ON v.id = l.verdict_id',
    ...(words.includes('content')
      ? ['LEFT JOIN payload_content_item c ON c.content_item_id = l.content_item_id']
      : []),
    ...(words.includes('trace')
      ? ['LEFT JOIN payload_verdict w ON w.verdict_id = l.verdict_id']
      : []),
  ].join('\n')
