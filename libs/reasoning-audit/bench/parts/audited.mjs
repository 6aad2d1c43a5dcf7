import { auditBundleTrace, detectors } from '@assize/reasoning-audit'
import { readBundleOutcome } from '../../dist/bundle-audit.js'
import { SubjectReading } from '../../dist/subject-reading.js'

/** All traces audited once to warm up and once to be measured, on one core. */
export function auditAll({ traces, policies }) {
  const pass = () =>
    traces.map((trace) => auditBundleTrace(trace, policies.get(trace.policyVersion)))
  pass()
  const before = process.cpuUsage()
  const audits = pass()
  const { user, system } = process.cpuUsage(before)
  return { audits, aSecond: traces.length / ((user + system) / 1e6) }
}

/** Microseconds a trace that each detector takes; a shared reading falls on whoever asks for it first. */
export function costOf({ traces, policies }) {
  const nanos = new Map(detectors.map(({ type }) => [type, 0]))
  for (const counts of [false, true])
    for (const trace of traces) {
      const reading = new SubjectReading(subjectOf(trace, policies.get(trace.policyVersion)))
      for (const { type, detect } of detectors) {
        const start = process.hrtime.bigint()
        detect(reading)
        if (counts) nanos.set(type, nanos.get(type) + Number(process.hrtime.bigint() - start))
      }
    }
  return new Map([...nanos].map(([type, sum]) => [type, sum / 1000 / traces.length]))
}

const subjectOf = (trace, { text, contract, otherVersions = [] }) => ({
  policyText: text,
  messages: trace.messages,
  trace: trace.reasoning,
  output: trace.output,
  contract,
  outcome: readBundleOutcome(trace, contract),
  finishReason: trace.finishReason ?? null,
  recordedLabel: trace.recordedLabel ?? null,
  reasoningTokens: trace.tokens?.reasoning ?? null,
  otherVersions,
})
