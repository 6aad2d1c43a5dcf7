import { auditBundleTrace, detectors } from '@assize/reasoning-audit'
import { readBundleOutcome } from '../../dist/bundle-audit.js'
import { SubjectReading } from '../../dist/subject-reading.js'

const passes = 9
const chunkSize = 100

/**
 * All traces audited over and over on one core: of each hundred the pass that took the least CPU time counts, so that
 * neither warming up nor what else the machine does is measured.
 */
export function auditAll({ traces, policies }) {
  const audits = []
  const least = []
  for (let pass = 0; pass < passes; pass += 1)
    for (let from = 0; from < traces.length; from += chunkSize) {
      const before = process.cpuUsage()
      for (let i = from; i < Math.min(traces.length, from + chunkSize); i += 1)
        audits[i] = auditBundleTrace(traces[i], policies.get(traces[i].policyVersion))
      const { user, system } = process.cpuUsage(before)
      const chunk = from / chunkSize
      least[chunk] = Math.min(least[chunk] ?? Infinity, user + system)
    }
  const micros = least.reduce((sum, each) => sum + each, 0)
  return { audits, aSecond: traces.length / (micros / 1e6) }
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
