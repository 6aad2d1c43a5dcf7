import { describe, expect, test } from '@jest/globals'
import { auditBundleTrace, prepareBundlePolicy } from './bundle-audit.js'
import type { AuditFinding } from './detectors.js'
import type { FindingSpan } from './finding.js'
import { mutatedCases } from './fixtures/judged/mutated-cases.js'
import type { JudgedCase } from './mutations/mutation.js'

const cases = mutatedCases('laws')
const findingsOf = ({ trace, policy }: JudgedCase) => auditBundleTrace(trace, policy).findings
const audited = new Map(cases.map((given) => [given, findingsOf(given)]))
const knownOf = (given: JudgedCase) => audited.get(given) ?? findingsOf(given)

/** Every form is tried on a part of the cases, another part each. */
const some = (part: number, parts = 6): readonly JudgedCase[] =>
  cases.filter((_, i) => i % parts === part % parts)

function textOf({ trace, policy }: JudgedCase, span: FindingSpan): string | undefined {
  if (span.in === 'trace') return trace.reasoning
  if (span.in === 'output') return trace.output
  if (span.in === 'policy') return policy.text
  return trace.messages[span.message ?? 0]?.content
}

describe('spans', () => {
  const spans = cases.flatMap((given) =>
    knownOf(given).flatMap((finding) =>
      finding.spans.map((span) => ({ given, finding, span, text: textOf(given, span) })),
    ),
  )
  const told = ({ given, finding, span }: (typeof spans)[number]) =>
    `${given.trace.traceId}: ${finding.type} ${JSON.stringify(span)}`

  test('lie in the text they name and hold something', () => {
    const astray = spans.filter(
      ({ span, text }) =>
        text === undefined ||
        !Number.isInteger(span.start) ||
        !Number.isInteger(span.end) ||
        span.start < 0 ||
        span.end > text.length ||
        text.slice(span.start, span.end) === '',
    )
    expect(spans.length).toBeGreaterThan(300)
    expect(astray.map(told)).toEqual([])
  })

  test('never part a character', () => {
    const parts = (text: string, at: number) =>
      /^[\udc00-\udfff]/.test(text.slice(at)) && /[\ud800-\udbff]$/.test(text.slice(0, at))
    const parting = spans.filter(
      ({ span, text = '' }) => parts(text, span.start) || parts(text, span.end),
    )
    expect(parting.map(told)).toEqual([])
  })

  test('slice to the code that the evidence names', () => {
    const others = spans.filter(({ finding, span, text = '' }) => {
      const { code } = finding.evidence as { code?: unknown }
      if (finding.type !== 'unknown-rule' || typeof code !== 'string') return false
      return (
        (span.in === 'trace' || span.in === 'output') &&
        !text.slice(span.start, span.end).toLowerCase().includes(code.toLowerCase())
      )
    })
    expect(others.map(told)).toEqual([])
  })
})

/** A change of form that leaves the words as they are, and how a text reads without it. */
interface Form {
  readonly name: string
  readonly change: (text: string) => string
  readonly plain: (text: string) => string
}

const plainForm = (text: string): string => text.replace(/\r\n?/g, '\n').normalize('NFC')

const forms: readonly Form[] = [
  {
    name: 'line ends of other systems',
    change: (text) => text.replace(/\r?\n/g, '\r\n'),
    plain: plainForm,
  },
  { name: 'line feeds alone', change: (text) => text.replace(/\r\n/g, '\n'), plain: plainForm },
  { name: 'decomposed letters', change: (text) => text.normalize('NFD'), plain: plainForm },
  { name: 'composed letters', change: (text) => text.normalize('NFC'), plain: plainForm },
]

type Place = 'policy' | 'content' | 'trace' | 'output'
const places: readonly (readonly Place[])[] = [
  ['policy', 'content', 'trace', 'output'],
  ['policy'],
  ['content'],
  ['trace'],
  ['output'],
  ['content', 'trace'],
]

function changed(given: JudgedCase, change: (text: string) => string, at: readonly Place[]) {
  const { trace, policy } = given
  const in_ = (place: Place, text: string) => (at.includes(place) ? change(text) : text)
  const others = (policy.otherVersions ?? []).map((version) => ({
    ...version,
    text: in_('policy', version.text),
  }))
  return {
    trace: {
      ...trace,
      reasoning: in_('trace', trace.reasoning),
      output: in_('output', trace.output),
      messages: trace.messages.map((turn) => ({ ...turn, content: in_('content', turn.content) })),
    },
    policy: { ...prepareBundlePolicy(in_('policy', policy.text)), otherVersions: others },
  }
}

/** A finding with its spans told in words and places of the plain form. */
const toldIn = (given: JudgedCase, plain: (text: string) => string) => (finding: AuditFinding) =>
  [
    finding.type,
    finding.severity,
    finding.confidence >= 0.5,
    ...finding.spans.map((span) => {
      const text = textOf(given, span) ?? ''
      const before = plain(text.slice(0, span.start)).length
      return `${span.in} ${before} ${plain(text.slice(span.start, span.end))}`
    }),
  ].join(' | ')

describe.each(forms)('findings do not depend on $name', ({ change, plain }) => {
  test.each(places.map((at, i) => [at, i] as const))('in %j', (at, i) => {
    const differing = some(i).flatMap((given) => {
      const other = changed(given, change, at)
      const was = knownOf(given).map(toldIn(given, plain))
      const is = findingsOf(other).map(toldIn(other, plain))
      return JSON.stringify(was) === JSON.stringify(is)
        ? []
        : [{ case: given.trace.traceId, was, is }]
    })
    expect(differing).toEqual([])
  })
})

describe('findings do not depend on what surrounds a text', () => {
  const around: readonly (readonly [string, Place, string, string])[] = [
    ['blanks around the trace', 'trace', '\n\n  ', ' \n'],
    ['blanks around the content', 'content', ' \n', '\n\n'],
    ['blanks around the policy', 'policy', '\n\n', '\n \n'],
    ['blanks around the output', 'output', ' ', '\n'],
    ['quotes around the content', 'content', '"', '"'],
    ['curly quotes around the content', 'content', '“', '”'],
    ['quotes around the trace', 'trace', '"', '"'],
  ]
  const told = (given: JudgedCase, place: Place, by: number) => (finding: AuditFinding) =>
    [
      finding.type,
      finding.severity,
      finding.confidence >= 0.5,
      ...finding.spans
        // What stands around an output or a trace belongs to a span of all of it.
        .map((span) => {
          const text = textOf(given, span) ?? ''
          const start = span.in === place ? span.start - by : span.start
          return `${span.in} ${Math.max(0, start)} ${text.slice(span.start, span.end).replace(/^["“\s]+|["”\s]+$/g, '')}`
        }),
    ].join(' | ')

  test.each(around.map((each, i) => [...each, i] as const))('%s', (_, place, before, after, i) => {
    const differing = some(i, around.length).flatMap((given) => {
      const { trace } = given
      if (place === 'trace' && trace.reasoning.trim() === '') return []
      if (place === 'output' && trace.output.trim() === '') return []
      // Where the trace quotes with the same marks, the outer pair would close at the first of them.
      if (place === 'trace' && before === '"' && trace.reasoning.includes('"')) return []
      const other = changed(given, (text) => `${before}${text}${after}`, [place])
      const was = knownOf(given).map(told(given, place, 0))
      const is = findingsOf(other).map(told(other, place, before.length))
      return JSON.stringify(was) === JSON.stringify(is) ? [] : [{ case: trace.traceId, was, is }]
    })
    expect(differing).toEqual([])
  })

  test('whether words are told sign by sign, by class and by place, or all by patterns', () => {
    // A sign that is no letter and leaves the words of a whole text to patterns.
    const before = '¬\n'
    const differing = some(0, 3).flatMap((given) => {
      if (given.trace.reasoning.trim() === '') return []
      const other = changed(given, (text) => `${before}${text}`, ['trace'])
      const was = knownOf(given).map(told(given, 'trace', 0))
      const is = findingsOf(other).map(told(other, 'trace', before.length))
      return JSON.stringify(was) === JSON.stringify(is)
        ? []
        : [{ case: given.trace.traceId, was, is }]
    })
    expect(differing).toEqual([])
  })

  test('the kind of quotation marks in the trace', () => {
    const differing = some(0, 2).flatMap((given) => {
      const curly = (text: string) => text.replace(/(?<=^|[\s(:])"([^"\n]*)"/g, '“$1”')
      const other = changed(given, curly, ['trace'])
      const was = knownOf(given).map(({ type, severity }) => `${type} ${severity}`)
      const is = findingsOf(other).map(({ type, severity }) => `${type} ${severity}`)
      return JSON.stringify(was) === JSON.stringify(is)
        ? []
        : [{ case: given.trace.traceId, was, is }]
    })
    expect(differing).toEqual([])
  })
})
