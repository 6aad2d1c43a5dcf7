import { parseContent } from '@assize/content'
import { readOutcome } from './read-outcome.js'
import type { VerdictRecording } from './verdict-recording.js'

const usage = {
  promptTokens: 700,
  completionTokens: 60,
  reasoningTokens: 55,
  cachedTokens: null,
  estimated: false,
}

const contract = {
  kind: 'words',
  labels: [
    { label: 'VALID', outcome: 'allowed' },
    { label: 'INVALID', outcome: 'violates' },
  ],
  rules: [{ code: 'SP-1.1', outcome: 'violates' }],
  strict: true,
} as const

/** A recording of a plain violation, for tests. */
export function aRecording(
  id: string,
  over: Partial<VerdictRecording['verdict']> = {},
): VerdictRecording {
  const at = new Date('2026-11-03T10:00:00.000Z')
  return {
    verdict: {
      id,
      contentItemId: id,
      policy: 'spam',
      policyCommit: 'a'.repeat(40),
      policyBlob: 'b'.repeat(40),
      policyBundleSha256: 'c'.repeat(64),
      promptDigest: 'd'.repeat(64),
      outcome: 'violates',
      label: 'INVALID',
      rules: ['SP-1.1'],
      severity: 'medium',
      confidence: null,
      undeterminedReason: null,
      model: 'm',
      endpoint: 'e',
      serverVersion: null,
      systemFingerprint: null,
      effort: 'medium',
      sampling: { temperature: 0, seed: null },
      finishReason: 'stop',
      usage,
      costMicros: 12n,
      latencyMs: 100.5,
      attempts: 1,
      answeredBy: 'model',
      arm: 'live',
      simulated: true,
      source: 'live',
      recordedLabel: null,
      expectedLabel: null,
      loggedExpected: null,
      repeatOf: null,
      importId: null,
      externalId: null,
      acceptedAt: at,
      decidedAt: at,
      recordedAt: at,
      ...over,
    },
    words: {
      trace: 'The link is posted again, so SP-1.1 is met.',
      output: 'INVALID',
      rationale: null,
    },
    attempts: [
      {
        number: 1,
        endpoint: 'e',
        model: 'm',
        startedAt: at,
        waitedMs: 1,
        firstTokenMs: null,
        wholeMs: 100.5,
        httpStatus: 200,
        finishReason: 'stop',
        errorClass: null,
        completionId: 'x',
        serverVersion: null,
        systemFingerprint: null,
        reasoningField: 'reasoning',
        usage,
        simulated: true,
        raw: '{"choices":[]}',
      },
    ],
    content: parseContent({ text: 'the same link again' }),
    facts: {},
    submittedBy: 'caller',
    policy: {
      text: 'SP-1.1 Repetition',
      contract,
      actions: { violates: 'limit', undetermined: 'hide' },
    },
    reading: readOutcome('INVALID', contract),
    consequences: true,
  }
}
