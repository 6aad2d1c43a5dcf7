import { describe, expect, test } from '@jest/globals'
import { prepareBundlePolicy, readBundleOutcome } from './bundle-audit.js'
import type { BundleTrace } from './bundle-trace.js'
import { detectors } from './detectors.js'
import { auditTrace } from './audit-trace.js'
import { hostileTexts, type HostileText } from './fixtures/hostile-texts.js'
import { judgedCases } from './fixtures/judged/judged-cases.js'
import { SubjectReading } from './subject-reading.js'
import type { AuditSubject } from './audit-subject.js'

const [given] = judgedCases
if (!given) throw new Error('expected a case')
const { trace, policy } = given
const contract = policy.contract

type Place = 'trace' | 'content' | 'output' | 'policy' | 'other version'
const places = ['trace', 'content', 'output', 'policy', 'other version'] as const

/** A sound case with a hostile text behind what it says in one place. */
function subjectWith(text: string, place: Place): AuditSubject {
  const at = (here: Place, own: string) => (here === place ? `${own} ${text}` : own)
  const [turn] = trace.messages
  const policyText = at('policy', policy.text)
  const changed: BundleTrace = {
    ...trace,
    messages: [{ role: 'user', content: at('content', turn?.content ?? '') }],
    reasoning: at('trace', trace.reasoning),
    output: at('output', trace.output),
  }
  const itsContract = place === 'policy' ? prepareBundlePolicy(policyText).contract : contract
  return {
    policyText,
    messages: changed.messages,
    trace: changed.reasoning,
    output: changed.output,
    contract: itsContract,
    outcome: readBundleOutcome(changed, itsContract),
    otherVersions: [{ name: 'v1', text: at('other version', policy.text), relation: 'earlier' }],
  }
}

/** Processor time, which other work on the machine does not lengthen. */
function costMs(work: () => void): number {
  const { user, system } = process.cpuUsage()
  work()
  const after = process.cpuUsage()
  return (after.user + after.system - user - system) / 1000
}

/** Far above what a linear reading takes, far below what a quadratic one would. */
const limitMs = 3_000

/** What was slower than the limit at some size; sizes grow only while all is well, so nothing hangs. */
function slowAt(sizes: readonly number[], text: HostileText, place: Place): string[] {
  for (const size of sizes) {
    let subject: AuditSubject | undefined
    const reading = costMs(() => (subject = subjectWith(text.of(size), place)))
    const slow = reading > limitMs ? [`reading the output or the contract: ${reading} ms`] : []
    if (subject) {
      const shared = new SubjectReading(subject)
      for (const { type, detect } of detectors) {
        const ms = costMs(() => detect(shared))
        if (ms > limitMs) slow.push(`${type}: ${Math.round(ms)} ms`)
      }
    }
    if (slow.length > 0)
      return slow.map((each) => `${text.name}, ${size} units in ${place}: ${each}`)
  }
  return []
}

describe.each(places)('in the %s', (place) => {
  test.each(hostileTexts.map((text) => [text.name, text] as const))('%s', (_, text) => {
    expect(slowAt([10_000, 40_000, 120_000], text, place)).toEqual([])
  })
})

test('a trace of a megabyte made of all of it', () => {
  const part = Math.ceil(1_000_000 / hostileTexts.length)
  const text = hostileTexts.map(({ of }) => of(part)).join('\n')
  const subject = subjectWith(text, 'trace')
  expect(subject.trace.length).toBeGreaterThan(1_000_000)
  const ms = costMs(() => auditTrace(subject))
  expect(ms).toBeLessThan(20_000)
})

test('twice the text takes no more than a few times as long', () => {
  const grows = hostileTexts.flatMap((text) => {
    const at = (size: number) => {
      const subject = subjectWith(text.of(size), 'trace')
      return Math.min(...[1, 2].map(() => costMs(() => auditTrace(subject))))
    }
    const [half, whole] = [at(60_000), at(120_000)]
    // Work below what the clock can tell apart says nothing.
    return whole > 200 && whole > 5 * half ? [`${text.name}: ${half} ms, then ${whole} ms`] : []
  })
  expect(grows).toEqual([])
})
