import { instant, line, list } from './copy-rows.mjs'

/** COPY takes one backslash for itself. */
const noDigest = '\\\\x' + 'ab'.repeat(32)
const digest = 'c'.repeat(64)
const usage = JSON.stringify({
  promptTokens: 700,
  completionTokens: 60,
  reasoningTokens: 55,
  cachedTokens: null,
  estimated: false,
})
const sampling = '{"temperature":0,"seed":null}'

/** Of a store's text, what is the same in every row that has it. */
const known = new Map()
function formOf(words) {
  const form = known.get(words) ?? { text: words.join(' '), vector: vectorOf(words) }
  known.set(words, form)
  return form
}

/** Lexemes with their places, as PostgreSQL prints a vector of plain words. */
function vectorOf(words) {
  const places = new Map()
  words.forEach((word, i) => places.set(word, [...(places.get(word) ?? []), i + 1]))
  return [...places].map(([word, at]) => `'${word}':${at.join(',')}`).join(' ')
}

const withOwn = (words, own) => {
  const { text, vector } = formOf(words)
  return { text: `${text} ${own}`, vector: `${vector} '${own}':${words.length + 1}` }
}

/** Where a made verdict goes: a table, its columns, and its lines, none or one each. */
export const tables = {
  record_content_item: {
    columns: [
      ...[
        'id',
        'kind',
        'fingerprint',
        'commitment',
        'external_id',
        'language',
        'region',
        'characters',
      ],
      ...['turns', 'subject_turn', 'submitted_by', 'source', 'recorded_at'],
    ],
    line: (v) =>
      line([
        v.contentItemId,
        'text',
        `\\\\x${v.contentItemId.replaceAll('-', '')}`,
        noDigest,
        v.externalId,
        v.language,
        v.region,
        v.content?.length ?? 20,
        1,
        null,
        'bench',
        v.source,
        instant(v.acceptedMs),
      ]),
  },
  payload_content_item: {
    columns: ['content_item_id', 'salt', 'body', 'search'],
    line: (v) => {
      if (!v.content) return ''
      const { text, vector } = withOwn(v.content, v.ownWord)
      const body = `{"messages":[{"role":"user","content":"${text}"}]}`
      return line([v.contentItemId, noDigest, body, vector])
    },
  },
  record_verdict: {
    columns: [
      ...[
        'id',
        'content_item_id',
        'policy',
        'policy_commit',
        'policy_blob',
        'policy_bundle_sha256',
      ],
      ...['prompt_digest', 'outcome', 'label', 'rules', 'undetermined_reason', 'model', 'endpoint'],
      ...['effort', 'sampling', 'finish_reason', 'usage', 'cost_micros', 'latency_ms', 'attempts'],
      ...['answered_by', 'arm', 'simulated', 'source', 'external_id', 'commitment'],
      ...['accepted_at', 'decided_at', 'recorded_at'],
    ],
    line: (v) =>
      line([
        v.id,
        v.contentItemId,
        v.policy,
        v.version.commit,
        v.version.blob,
        digest,
        digest,
        v.outcome,
        v.outcome === 'violates' ? 'INVALID' : 'VALID',
        list(v.rules),
        v.outcome === 'undetermined' ? 'two-labels' : null,
        v.model,
        v.endpoint,
        v.effort,

        sampling,
        'stop',
        usage,
        v.costMicros,
        v.latencyMs,
        1,
        v.answeredBy,
        v.arm,
        v.simulated,
        v.source,
        v.externalId,
        noDigest,
        instant(v.acceptedMs),
        instant(v.decidedMs),
        instant(v.acceptedMs + v.latencyMs),
      ]),
  },
  payload_verdict: {
    columns: ['verdict_id', 'salt', 'trace', 'output', 'rationale', 'search'],
    line: (v) => {
      if (!v.trace) return ''
      const { text, vector } = formOf(v.trace)
      return line([v.id, noDigest, text, 'INVALID', null, vector])
    },
  },
  verdict_listing: {
    columns: [
      ...['verdict_id', 'content_item_id', 'policy', 'policy_commit', 'outcome', 'rules'],
      ...['finding_types', 'flagged', 'risk', 'model', 'endpoint', 'arm', 'simulated', 'source'],
      ...[
        'external_id',
        'language',
        'submitted_by',
        'case_id',
        'case_state',
        'decided_at',
        'effort',
      ],
      ...['answered_by', 'region', 'cost_micros', 'latency_ms', 'action', 'reviewer', 'appeal'],
    ],
    line: (v) =>
      line([
        v.id,
        v.contentItemId,
        v.policy,
        v.version.commit,
        v.outcome,
        list(v.rules),
        list(v.findings),
        v.flagged,
        v.risk,
        v.model,
        v.endpoint,
        v.arm,
        v.simulated,
        v.source,

        v.externalId,
        v.language,
        'bench',
        v.caseId,
        v.caseState,
        instant(v.decidedMs),
        v.effort,
        v.answeredBy,
        v.region,
        v.costMicros,
        v.latencyMs,
        v.action,
        v.reviewer,
        v.appeal,
      ]),
  },
}
