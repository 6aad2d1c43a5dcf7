import { inferContract, type OutputContract, type Outcome } from '@assize/policy'
import { readOutcome, type OutcomeReading } from '@assize/verdict'
import type { AuditSubject } from './audit-subject.js'
import { auditTrace } from './audit-trace.js'
import type { PolicyEntry } from './bundle-policies.js'
import type { BundleTrace, LineProblem } from './bundle-trace.js'
import type { AuditFinding } from './detectors.js'
import { ContentMemory } from './content-reading.js'
import { nearestVersions, type NamedText, type OtherVersion } from './other-versions.js'

/** A policy's text with the contract inferred from it, once for all its traces. */
export interface BundlePolicy {
  readonly text: string
  readonly contract: OutputContract
  readonly otherVersions?: readonly OtherVersion[]
  /** Shared by the policies of a bundle, which judge the same contents. */
  readonly memory?: ContentMemory
}

/** A policy version of a bundle with its text. */
export interface BundleVersion extends PolicyEntry {
  readonly text: string
}

/** One line of an offline audit, exactly as written. */
export interface BundleAudit {
  readonly trace_id: string
  readonly label: string | null
  readonly outcome: Outcome
  readonly findings: readonly AuditFinding[]
  readonly risk: number
  readonly error?: string
}

export const prepareBundlePolicy = (text: string): BundlePolicy => ({
  text,
  contract: inferContract(text),
})

/** By policy version, each with its neighbours; `versions` are in order of first use. */
export function prepareBundlePolicies(
  versions: readonly BundleVersion[],
): ReadonlyMap<string, BundlePolicy> {
  const byPolicy = new Map<string, NamedText[]>()
  for (const { policyId, policyVersion, text } of versions) {
    const siblings = byPolicy.get(policyId) ?? []
    siblings.push({ name: policyVersion, text })
    byPolicy.set(policyId, siblings)
  }
  const memory = new ContentMemory()
  return new Map(
    [...byPolicy.values()].flatMap((siblings) =>
      siblings.map(({ name, text }, at) => {
        const otherVersions = nearestVersions(siblings, at)
        return [name, { ...prepareBundlePolicy(text), otherVersions, memory }] as const
      }),
    ),
  )
}

/** Audits one imported trace under the policy it names; without that policy the line says so. */
export function auditBundleTrace(
  trace: BundleTrace,
  policy: BundlePolicy | undefined,
): BundleAudit {
  if (!policy)
    return {
      trace_id: trace.traceId,
      label: null,
      outcome: 'undetermined',
      findings: [],
      risk: 1,
      error: `unknown policy_version ${JSON.stringify(trace.policyVersion.slice(0, 80))}`,
    }
  const subject = subjectOfTrace(trace, policy)
  const { label, outcome } = subject.outcome
  const { findings, risk } = auditTrace(subject, { memory: policy.memory })
  return { trace_id: trace.traceId, label, outcome, findings, risk }
}

/** What the detectors look at of an imported trace. */
export function subjectOfTrace(trace: BundleTrace, policy: BundlePolicy): AuditSubject {
  const { messages, output, reasoning, finishReason, recordedLabel, tokens } = trace
  const { text: policyText, contract, otherVersions = [] } = policy
  return {
    policyText,
    messages,
    trace: reasoning,
    output,
    contract,
    outcome: readBundleOutcome(trace, contract),
    finishReason: finishReason ?? null,
    recordedLabel: recordedLabel ?? null,
    reasoningTokens: tokens?.reasoning ?? null,
    otherVersions,
  }
}

/** What the output says, read as it would have been when it came; what people wrote is no answer of the model. */
export function readBundleOutcome(trace: BundleTrace, contract: OutputContract): OutcomeReading {
  const { messages, output, finishReason = null } = trace
  const echoes = messages.filter(({ role }) => role !== 'assistant').map(({ content }) => content)
  return readOutcome(output, contract, { finishReason, echoes })
}

/** The line written for an input line that holds no trace. */
export const auditOfProblem = ({
  line,
  message,
  traceId,
}: LineProblem): Record<string, unknown> => ({
  ...(traceId === undefined ? {} : { trace_id: traceId }),
  line,
  error: message,
})
