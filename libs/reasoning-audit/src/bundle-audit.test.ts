import { describe, expect, test } from '@jest/globals'
import { ticketPolicy } from './audit-subject.builder.js'
import { auditBundleTrace, auditOfProblem, prepareBundlePolicy } from './bundle-audit.js'
import { isBatchLine, parseBatchLine, parseBatchRequestLine } from './bundle-batch.js'
import { splitLines } from './bundle-lines.js'
import { readPoliciesIndex } from './bundle-policies.js'
import { parseBundleLine } from './bundle-trace.js'

const record = {
  trace_id: 't1',
  policy_version: 'tickets@1',
  messages: [{ role: 'user', content: 'Two seats, 40 each.' }],
  output: 'Answer (VALID or INVALID): VALID',
  reasoning: 'Printed price. So VALID.',
  finish_reason: 'stop',
  recorded_label: 'INVALID',
  tokens: { prompt: 200, completion: 12, reasoning: 7 },
  latency_ms: 12.5,
}

describe('a line of traces.jsonl', () => {
  test('becomes a trace', () => {
    expect(parseBundleLine(JSON.stringify(record), 3)).toEqual({
      kind: 'trace',
      line: 3,
      trace: {
        traceId: 't1',
        policyVersion: 'tickets@1',
        messages: record.messages,
        output: record.output,
        reasoning: record.reasoning,
        finishReason: 'stop',
        recordedLabel: 'INVALID',
        tokens: { prompt: 200, completion: 12, reasoning: 7 },
        latencyMs: 12.5,
      },
    })
  })

  test('content may stand for messages, and nothing for reasoning', () => {
    const { messages, reasoning, ...rest } = record
    const line = parseBundleLine(JSON.stringify({ ...rest, content: 'Hi', kind: 'problem' }), 1)
    expect(line).toMatchObject({
      trace: { messages: [{ role: 'user', content: 'Hi' }], reasoning: '' },
    })
    expect([messages.length, reasoning.length > 0]).toEqual([1, true])
  })

  test.each([
    ['{', 'NOT_JSON', undefined],
    ['[1]', 'NOT_AN_OBJECT', undefined],
    [JSON.stringify({ ...record, trace_id: undefined }), 'MISSING_FIELD', undefined],
    [JSON.stringify({ ...record, policy_version: 7 }), 'WRONG_FIELD', 't1'],
    [JSON.stringify({ ...record, messages: [{ role: 'user' }] }), 'WRONG_FIELD', 't1'],
    [JSON.stringify({ ...record, messages: undefined }), 'MISSING_FIELD', 't1'],
    [JSON.stringify({ ...record, output: undefined }), 'MISSING_FIELD', 't1'],
  ])('%s is a problem with the number of its line', (text, fault, traceId) => {
    const line = parseBundleLine(text, 41)
    expect(line).toMatchObject({
      kind: 'problem',
      line: 41,
      fault,
      ...(traceId ? { traceId } : {}),
    })
    expect(line.kind === 'problem' && line.message).toMatch(/^line 41: expected /)
  })
})

test('an audit line has the promised keys, in order', () => {
  const line = parseBundleLine(JSON.stringify(record), 1)
  if (line.kind === 'problem') throw new Error(line.message)
  const audit = auditBundleTrace(line.trace, prepareBundlePolicy(ticketPolicy))
  expect(Object.keys(audit)).toEqual(['trace_id', 'label', 'outcome', 'findings', 'risk'])
  expect(audit).toMatchObject({ trace_id: 't1', label: 'VALID', outcome: 'allowed' })
  expect(audit.findings.map(({ type, severity }) => `${severity} ${type}`)).toEqual([
    'soft output-off-contract',
    'hard recorded-label-mismatch',
  ])
  expect(Object.keys(audit.findings[0] ?? {}).sort()).toEqual([
    'confidence',
    'evidence',
    'message',
    'severity',
    'spans',
    'type',
  ])
})

test('an unknown policy version and a malformed line say so', () => {
  const line = parseBundleLine(JSON.stringify(record), 1)
  if (line.kind === 'problem') throw new Error(line.message)
  expect(auditBundleTrace(line.trace, undefined)).toMatchObject({
    trace_id: 't1',
    outcome: 'undetermined',
    error: 'unknown policy_version "tickets@1"',
  })
  expect(
    auditOfProblem({
      kind: 'problem',
      line: 2,
      fault: 'NOT_JSON',
      reason: 'x',
      message: 'line 2: no',
    }),
  ).toEqual({ line: 2, error: 'line 2: no' })
})

describe('a batch output file', () => {
  const request = JSON.stringify({
    custom_id: 'c1',
    method: 'POST',
    body: {
      messages: [
        { role: 'system', content: ticketPolicy },
        { role: 'user', content: 'Two seats, 40 each.' },
      ],
    },
  })
  const answer = (message: object, status = 200, created: unknown = 0) =>
    JSON.stringify({
      custom_id: 'c1',
      error: null,
      response: {
        status_code: status,
        body: { model: 'm', choices: [{ message, finish_reason: 'stop' }], created },
      },
    })
  const parsed = parseBatchRequestLine(request, 1)
  const requestOf = (id: string) =>
    parsed.kind === 'request' && id === 'c1' ? parsed.request : undefined

  test.each([1e300, -1e300, '0', null])('with no instant in `created` (%j) has none', (created) => {
    const parsed = parseBatchLine(answer({ content: 'VALID' }, 200, created), 1, requestOf)
    expect(parsed.kind === 'trace' && 'timestamp' in parsed.trace).toBe(false)
    expect(parsed.kind).toBe('trace')
  })

  test('is told from a bundle', () => {
    expect(isBatchLine(answer({ content: 'VALID' }))).toBe(true)
    expect(isBatchLine(JSON.stringify(record))).toBe(false)
  })

  test('takes policy and content from its request, the trace from whichever field holds it', () => {
    for (const field of [
      { reasoning: 'Why.' },
      { reasoning_content: 'Why.' },
      { thinking: 'Why.' },
      { reasoning_details: [{ text: 'Wh' }, { text: 'y.' }] },
    ])
      expect(parseBatchLine(answer({ content: 'VALID', ...field }), 1, requestOf)).toMatchObject({
        kind: 'trace',
        trace: {
          traceId: 'c1',
          policyVersion: expect.stringMatching(/^sha256:[0-9a-f]{16}$/) as unknown,
          messages: [{ role: 'user', content: 'Two seats, 40 each.' }],
          output: 'VALID',
          reasoning: 'Why.',
          timestamp: '1970-01-01T00:00:00.000Z',
        },
      })
  })

  test.each([
    [answer({ content: 'VALID' }, 500), 'FAILED_REQUEST'],
    ['{"custom_id":"c1","response":null,"error":{"code":"x"}}', 'FAILED_REQUEST'],
    [answer({ content: 'VALID' }).replace('c1', 'c2'), 'UNKNOWN_REQUEST'],
    ['{"custom_id":"c1","response":{"body":{}}}', 'WRONG_FIELD'],
    ['{"custom_id":5}', 'MISSING_FIELD'],
  ])('%s is a problem of its line', (text, fault) => {
    expect(parseBatchLine(text, 9, requestOf)).toMatchObject({ kind: 'problem', line: 9, fault })
  })

  test('a request without a policy is a problem', () => {
    const text = '{"custom_id":"c1","body":{"messages":[{"role":"user","content":"Hi"}]}}'
    expect(parseBatchRequestLine(text, 2)).toMatchObject({ kind: 'problem', fault: 'WRONG_FIELD' })
  })
})

describe('the policies index', () => {
  test('lists versions in order of first use', () => {
    const index = readPoliciesIndex(
      JSON.stringify([
        { policy_version: 'b@2', policy_id: 'b', file: 'policies/b.txt', first_seen: '2025-02' },
        { policy_version: 'a@1', file: 'policies/a.txt', first_seen: '2025-01' },
      ]),
    )
    expect(
      index.kind === 'index' && index.entries.map((each) => [each.policyVersion, each.policyId]),
    ).toEqual([
      ['a@1', 'a'],
      ['b@2', 'b'],
    ])
  })

  test.each([
    '{',
    '{}',
    '[7]',
    '[{"policy_version":"a@1"}]',
    '[{"policy_version":"a@1","file":"../../etc/passwd"}]',
    '[{"policy_version":"a@1","file":"/etc/passwd"}]',
    '[{"policy_version":"a@1","file":"a"},{"policy_version":"a@1","file":"b"}]',
  ])('%s is refused', (text) => {
    expect(readPoliciesIndex(text).kind).toBe('refused')
  })
})

describe('lines of a stream', () => {
  const linesOf = async (...chunks: (string | number[])[]) => {
    const lines: (string | undefined)[] = []
    async function* stream() {
      for (const chunk of chunks)
        yield await Promise.resolve(
          typeof chunk === 'string' ? Buffer.from(chunk) : Uint8Array.from(chunk),
        )
    }
    for await (const { line, text } of splitLines(stream())) lines.push(text && `${line} ${text}`)
    return lines
  }

  test('only a line feed ends a line, wherever chunks are cut', async () => {
    expect(await linesOf('a\u2028b', '\n\nc', 'd\ne')).toEqual(['1 a\u2028b', '3 cd', '4 e'])
    const bytes = [...Buffer.from('ä🎟️\nz')]
    for (let cut = 0; cut < bytes.length; cut += 1)
      expect(await linesOf(bytes.slice(0, cut), bytes.slice(cut))).toEqual(['1 ä🎟️', '2 z'])
  })

  test('bytes that are no UTF-8 spoil their line only', async () => {
    expect(await linesOf('a\n', [0xff, 0x0a], 'b')).toEqual(['1 a', undefined, '3 b'])
  })
})
