import { expect, test } from '@jest/globals'
import { anAuditSubject } from './audit-subject.builder.js'
import { auditRecording, type AuditedRecording } from './audit-recording.js'

function aRecordingOf(
  words: AuditedRecording['words'],
  source: 'live' | 'import' = 'live',
): AuditedRecording {
  const subject = anAuditSubject({ trace: words.trace ?? '', output: words.output ?? '' })
  return {
    verdict: { source, finishReason: null, recordedLabel: null, usage: { reasoningTokens: null } },
    words,
    content: { messages: subject.messages.map((turn) => ({ ...turn, role: 'user' as const })) },
    policy: { text: subject.policyText, contract: subject.contract },
    reading: subject.outcome,
  }
}

test('a verdict without any reply blames no reasoning and goes to a person', () => {
  const audit = auditRecording(aRecordingOf({ trace: null, output: null }))
  expect(audit).toMatchObject({ findings: [], flagged: true })
  expect(audit.risk).toBeGreaterThanOrEqual(0.9)
})

test.each([
  ['an empty reply', aRecordingOf({ trace: null, output: '' })],
  ['a trace that breaks off before its output', aRecordingOf({ trace: 'It is', output: null })],
  ['an import without output', aRecordingOf({ trace: null, output: null }, 'import')],
])('%s is off contract', (_name, recording) => {
  expect(auditRecording(recording).findings.map(({ type }) => type)).toContain(
    'output-off-contract',
  )
})
