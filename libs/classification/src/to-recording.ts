import { toStorableText } from '@assize/kernel'
import type { Content, ContentItem } from '@assize/content'
import type { Attempt, Prompt, Usage as CallUsage } from '@assize/inference'
import type { Effort, PolicyVersion } from '@assize/policy'
import type { Usage, VerdictAttempt, VerdictRecording } from '@assize/verdict'
import type { Classification } from './classification.js'
import { concludeReply, undeterminedReason, type Ended } from './conclude.js'
import { promptDigest } from './prompt.js'

export interface Judged {
  readonly classification: Classification
  readonly item: ContentItem
  readonly content: Content
  readonly version: PolicyVersion
  readonly prompt: Prompt
  readonly effort: Effort
  readonly result: Ended
  readonly now: Date
  /** Of the digest of the prompt. */
  readonly digestKey: string
}

/**
 * What is recorded when the ladder of attempts ended: the accepted reply's outcome, or `undetermined` with the reason
 * and the last words the model said.
 */
export function toRecording(judged: Judged): VerdictRecording {
  const { classification, item, version, result, prompt, now } = judged
  const last = result.attempts.at(-1)
  const concluded = concludeReply(result, version.contract, prompt)
  return {
    verdict: {
      id: classification.id,
      contentItemId: item.id,
      policy: version.policy,
      policyCommit: version.commit,
      policyBlob: version.blob,
      policyBundleSha256: version.bundleSha256,
      promptDigest: promptDigest(prompt, judged.digestKey),
      outcome: concluded.outcome,
      label: concluded.label,
      rules: concluded.rules,
      severity: severityOf(concluded.severity, concluded.rules, version),
      confidence: concluded.confidence ?? null,
      undeterminedReason: undeterminedReason(concluded, result),
      model: toStorableText(result.completion?.model ?? last?.model ?? 'none'),
      endpoint: last?.endpointName ?? 'none',
      serverVersion: storable(last?.serverVersion ?? null),
      systemFingerprint: storable(last?.systemFingerprint ?? null),
      effort: last?.effort ?? judged.effort,
      sampling: { temperature: 0, seed: null },
      finishReason: storable(last?.finishReason ?? null),
      usage: toUsage(last?.usage ?? null),
      costMicros: null,
      latencyMs: last ? last.wholeMs : null,
      attempts: result.attempts.length,
      answeredBy: 'model',
      arm: classification.repeats ? 'repeat' : (classification.arm ?? 'live'),
      simulated: result.attempts.some((attempt) => attempt.simulated),
      source: 'live',
      recordedLabel: null,
      expectedLabel: null,
      externalId: classification.externalId,
      acceptedAt: classification.acceptedAt,
      decidedAt: now,
      recordedAt: now,
    },
    words: {
      trace: storable(last?.trace ?? null),
      output: storable(last?.text ?? null),
      rationale: storable(concluded.rationale ?? null),
    },
    attempts: result.attempts.map(toAttempt),
    content: judged.content,
    facts: {
      ...(item.language ? { language: item.language } : {}),
      ...(item.region ? { region: item.region } : {}),
    },
    submittedBy: classification.submittedBy,
    policy: { text: version.text, contract: version.contract, actions: version.manifest.actions },
    reading: concluded,
    consequences: classification.arm !== 'shadow',
    ...(classification.repeats ? { repeats: classification.repeats } : {}),
  }
}

/** The model's own word where it is one of ours, else the worst of the rules it cites. */
function severityOf(
  stated: string | undefined,
  rules: readonly string[],
  version: PolicyVersion,
): string | null {
  const order = ['low', 'medium', 'high']
  if (stated && order.includes(stated)) return stated
  const cited = version.manifest.rules.filter(
    (rule) => rules.includes(rule.code) && rule.outcome === 'violates',
  )
  return (
    cited
      .map((rule) => rule.severity as string)
      .sort((a, b) => order.indexOf(b) - order.indexOf(a))[0] ?? null
  )
}

const toAttempt = (attempt: Attempt): VerdictAttempt => ({
  number: attempt.number,
  endpoint: attempt.endpointName,
  model: toStorableText(attempt.answeredModel ?? attempt.model),
  startedAt: attempt.startedAt,
  waitedMs: attempt.waitedMs,
  firstTokenMs: attempt.firstTokenMs,
  wholeMs: attempt.wholeMs,
  httpStatus: attempt.httpStatus,
  finishReason: storable(attempt.finishReason),
  errorClass: attempt.errorClass,
  completionId: storable(attempt.completionId),
  serverVersion: storable(attempt.serverVersion),
  systemFingerprint: storable(attempt.systemFingerprint),
  reasoningField: storable(attempt.reasoningField),
  usage: toUsage(attempt.usage),
  simulated: attempt.simulated,
  raw: storable(attempt.rawReply),
})

const toUsage = (usage: CallUsage | null): Usage => ({
  promptTokens: usage?.promptTokens ?? null,
  completionTokens: usage?.completionTokens ?? null,
  reasoningTokens: usage?.reasoningTokens ?? null,
  cachedTokens: usage?.cachedTokens ?? null,
  estimated: (usage?.estimated.length ?? 0) > 0,
})

/** A model or server that emits what no record can hold must not keep its verdict off the record. */
const storable = (text: string | null): string | null =>
  text === null ? null : toStorableText(text)
