import { duration, instant } from '../words/time.js'
import { costInWords, toWords } from '../words/words.js'
import type { WholeVerdict } from './source.js'

/** One fact of two verdicts, in words. */
export interface ComparedFact {
  readonly name: string
  readonly a: string
  readonly b: string
  readonly differs: boolean
}

const facts: readonly (readonly [name: string, of: (verdict: WholeVerdict) => string])[] = [
  ['outcome', ({ outcome }) => toWords(outcome)],
  ['label', ({ label }) => label ?? 'none'],
  ['rules', ({ rules }) => [...rules].sort().join(' ') || 'none'],
  ['findings', ({ findings }) => kinds(findings) || 'none'],
  ['risk', ({ risk }) => risk.toFixed(2)],
  ['flagged', ({ flagged }) => (flagged ? 'yes' : 'no')],
  ['policy', ({ policy, policyCommit }) => `${policy}@${policyCommit.slice(0, 7)}`],
  ['model', ({ model }) => model],
  ['effort', ({ effort }) => (effort ? toWords(effort) : 'not said')],
  ['endpoint', ({ endpoint }) => endpoint],
  ['answered by', ({ answeredBy }) => toWords(answeredBy)],
  ['arm', ({ arm }) => toWords(arm)],
  ['simulated', ({ simulated }) => (simulated ? 'yes' : 'no')],
  ['source', ({ source }) => toWords(source)],
  ['action', ({ actions }) => (actions[0] ? toWords(actions[0].kind) : 'none asked')],
  ['case', (verdict) => (verdict.case ? toWords(verdict.case.state) : 'none')],
  ['decided', ({ decidedAt }) => instant(new Date(decidedAt))],
  ['latency', ({ latencyMs }) => (latencyMs == null ? 'not known' : duration(latencyMs))],
  ['cost', ({ costMicros }) => (costMicros === null ? 'not known' : costInWords(costMicros))],
  ['prompt', ({ promptDigest }) => promptDigest.slice(0, 12)],
]

const kinds = (findings: WholeVerdict['findings']) =>
  [...new Set(findings.map(({ type }) => toWords(type)))].sort().join(', ')

/** What differs first, each in the order of the list. */
export function compareFacts(a: WholeVerdict, b: WholeVerdict): readonly ComparedFact[] {
  const all = facts.map(([name, of]) => ({ name, a: of(a), b: of(b), differs: of(a) !== of(b) }))
  return [...all.filter(({ differs }) => differs), ...all.filter(({ differs }) => !differs)]
}

/** Content as one text, each turn under its role; null where it may not be seen or is gone. */
export function contentText({ contentItem }: WholeVerdict): string | null {
  const { messages } = contentItem
  if (!messages) return null
  if (messages.length === 1) return messages[0]?.text ?? ''
  return messages.map(({ role, text }) => `${role}:\n${text}`).join('\n\n')
}
