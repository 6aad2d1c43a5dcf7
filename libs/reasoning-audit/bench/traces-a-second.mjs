/** Traces audited by all detectors in a second of one core, output read and risk weighed. */
import { auditBundleTrace } from '@assize/reasoning-audit'
import { Bench } from 'tinybench'
import { someTraces } from './parts/traces.mjs'

const { traces, policies, from } = someTraces()
const bench = new Bench({ time: 5_000, warmupTime: 2_000 })
let audited = 0
let cpuMs = 0
bench.add(
  'audit',
  () => {
    const before = process.cpuUsage()
    for (const trace of traces) auditBundleTrace(trace, policies.get(trace.policyVersion))
    const { user, system } = process.cpuUsage(before)
    cpuMs += (user + system) / 1000
    audited += traces.length
  },
  // What the warm-up did is not counted.
  { beforeAll: () => ((audited = 0), (cpuMs = 0)) },
)
await bench.run()

const aSecond = (audited / cpuMs) * 1000
const words = traces.reduce((sum, { reasoning }) => sum + (reasoning ?? '').length, 0)
console.log(`  ${traces.length} traces, ${from}`)
console.log(`  ${Math.round(words / traces.length)} characters of reasoning on average`)
console.log(`  ${Math.round(aSecond)} traces a second and core`)
console.log(`  ratio ${(aSecond / 2_000).toFixed(2)} to the budget of 2,000`)
