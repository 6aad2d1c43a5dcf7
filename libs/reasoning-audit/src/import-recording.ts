import { toStorableText } from '@assize/kernel'
import { promptDigest, unkeyedPromptDigest } from '@assize/classification'
import type { PolicyVersion } from '@assize/policy'
import type { OutcomeReading, UndeterminedReason, VerdictRecording } from '@assize/verdict'
import { readBundleOutcome } from './bundle-audit.js'
import type { BundleTrace } from './bundle-trace.js'
import type { ImportableTrace } from './importable-trace.js'

export interface Importing {
  readonly importable: ImportableTrace
  readonly version: PolicyVersion
  readonly verdictId: string
  readonly contentItemId: string
  readonly decidedAt: Date
  readonly submittedBy: string
  readonly openCases: boolean
  readonly importId: string
  readonly now: Date
  /** Of the digest of the prompt. */
  readonly digestKey: string
}

/**
 * An imported trace as a verdict: read, audited and recorded like one made here, but with the model's own time, and
 * without what its bundle does not tell (attempts, effort, sampling, severity).
 */
export function toImportRecording(importing: Importing): VerdictRecording {
  const { importable, version, now } = importing
  const { trace, content } = importable
  const reading = readBundleOutcome(trace, version.contract)
  return {
    verdict: {
      id: importing.verdictId,
      contentItemId: importing.contentItemId,
      policy: version.policy,
      policyCommit: version.commit,
      policyBlob: version.blob,
      policyBundleSha256: version.bundleSha256,
      promptDigest: promptDigest(promptOf(trace, version), importing.digestKey),
      outcome: reading.outcome,
      label: reading.label,
      rules: reading.rules,
      severity: severityOf(reading),
      confidence: reading.confidence ?? null,
      undeterminedReason: undeterminedReasonOf(reading, trace),
      model: trace.model || 'unknown',
      endpoint: 'import',
      serverVersion: null,
      systemFingerprint: null,
      effort: null,
      sampling: { temperature: null, seed: null },
      finishReason: trace.finishReason ?? null,
      usage: {
        promptTokens: trace.tokens?.prompt ?? null,
        completionTokens: trace.tokens?.completion ?? null,
        reasoningTokens: trace.tokens?.reasoning ?? null,
        cachedTokens: null,
        estimated: false,
      },
      costMicros: null,
      latencyMs: trace.latencyMs ?? null,
      attempts: 0,
      answeredBy: 'model',
      arm: 'live',
      simulated: trace.simulated ?? false,
      source: 'import',
      recordedLabel: trace.recordedLabel ?? null,
      expectedLabel: trace.expectedLabel ?? null,
      loggedExpected: trace.loggedExpected ?? null,
      importId: importing.importId,
      externalId: trace.traceId,
      acceptedAt: now,
      decidedAt: importing.decidedAt,
      recordedAt: now,
    },
    words: {
      trace: toStorableText(trace.reasoning),
      output: toStorableText(trace.output),
      rationale: reading.rationale === undefined ? null : toStorableText(reading.rationale),
    },
    attempts: [],
    content,
    facts: trace.author === undefined ? {} : { author: trace.author },
    submittedBy: importing.submittedBy,
    policy: { text: version.text, contract: version.contract, actions: version.manifest.actions },
    reading,
    consequences: importing.openCases,
  }
}

/** The messages as the model was given them: the policy first. */
const promptOf = ({ messages }: BundleTrace, { text }: PolicyVersion) => [
  { role: 'system', content: text },
  ...messages,
]

/** The digest of the prompt as it stands in verdicts that were imported before it was keyed. */
export const formerDigest = ({ trace }: ImportableTrace, version: PolicyVersion): string =>
  unkeyedPromptDigest(promptOf(trace, version))

/** Only where the model stated it: an imported policy tells nothing of its rules' severity. */
const severityOf = ({ severity }: OutcomeReading): string | null =>
  severity && ['low', 'medium', 'high'].includes(severity) ? severity : null

function undeterminedReasonOf(
  { outcome, label, faults }: OutcomeReading,
  { finishReason }: BundleTrace,
): UndeterminedReason | null {
  if (outcome !== 'undetermined') return null
  if (label !== null) return 'escalated'
  if (faults.includes('two-labels')) return 'two-labels'
  if (faults.includes('refusal')) return 'refused'
  return finishReason === 'length' ? 'truncated' : 'no-readable-label'
}
