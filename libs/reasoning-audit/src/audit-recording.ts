import type { Verdict, VerdictRecording } from '@assize/verdict'
import { auditTrace, type RiskBasis, type TraceAudit } from './audit-trace.js'
import type { OtherVersion } from './other-versions.js'
import { riskOf } from './risk.js'

/** As much of a verdict, and of what it was made from, as the detectors look at. */
export interface AuditedRecording {
  readonly verdict: Pick<Verdict, 'source' | 'finishReason' | 'recordedLabel'> & {
    readonly usage: Pick<Verdict['usage'], 'reasoningTokens'>
  }
  readonly words: Pick<VerdictRecording['words'], 'trace' | 'output'>
  readonly content: Pick<VerdictRecording['content'], 'messages'>
  readonly policy: Pick<VerdictRecording['policy'], 'text' | 'contract'>
  readonly reading: VerdictRecording['reading']
}

/** A verdict on its way to the record. Where no reply came no reasoning is blamed, and a person looks. */
export function auditRecording(
  recording: AuditedRecording,
  otherVersions: readonly OtherVersion[] = [],
  basis: RiskBasis = {},
): TraceAudit {
  if (!hasReply(recording))
    return {
      findings: [],
      risk: riskOf({ row: undefined, outcome: 'undetermined', findings: [] }),
      groundingCoverage: null,
      injectionAttempt: false,
      flagged: true,
    }
  const { verdict, words, content, policy, reading } = recording
  return auditTrace(
    {
      policyText: policy.text,
      messages: content.messages,
      trace: words.trace ?? '',
      output: words.output ?? '',
      contract: policy.contract,
      outcome: reading,
      finishReason: verdict.finishReason,
      recordedLabel: verdict.recordedLabel,
      reasoningTokens: verdict.usage.reasoningTokens,
      otherVersions,
    },
    basis,
  )
}

/** A failed attempt leaves no words at all; an empty reply leaves an output that is empty. */
const hasReply = ({ verdict, words }: AuditedRecording): boolean =>
  verdict.source === 'import' || words.output !== null || words.trace !== null
