import {
  bundleDigest,
  compareVersions,
  wholeVersion,
  type PolicyVersion,
  type VersionEntry,
} from '@assize/policy'
import { shown, type AppealPart, type AuditPart, type CasePart, type Dossier } from './dossier.js'

const at = (time: string): Date => new Date(`2026-05-03T${time}Z`)
const id = (n: number): string => `019f0000-0000-7000-8000-${String(n).padStart(12, '0')}`

const people = { author: id(901), approver: id(902), reviewer: id(903), specialist: id(904) }

export const policyText = (extra = ''): string => `# Spam

Judge whether the message is spam.

- **SP-1** Repeated promotion of the same offer violates.
- **SP-2** Promises of certain gains violate.
${extra}
Answer VALID or INVALID.
`

/** A policy version as the record has it; `text` may be anything. */
export function aPolicyVersion(text: string, sequence: number): PolicyVersion {
  const files = { text, manifestYaml: null, cases: null }
  const entry: VersionEntry = {
    ...{ id: id(100 + sequence), policy: 'spam', parent: null, sequence, title: 'Spam' },
    ...{ commit: `${sequence}`.repeat(40), blob: 'b'.repeat(40), blobSha256: 'c'.repeat(64) },
    ...{ bundleSha256: bundleDigest(files), author: people.author, origin: 'authored' },
    ...{
      message: 'Say what repeated means',
      committedAt: at('08:00:00'),
      recordedAt: at('08:00:01'),
    },
    manifest: {
      ...{ title: 'Spam', owners: ['policy-author'], contract: 'words', effort: 'medium' },
      labels: [
        { label: 'VALID', outcome: 'allowed' },
        { label: 'INVALID', outcome: 'violates' },
      ],
      rules: ['SP-1', 'SP-2'].map((code, index) => ({
        ...{ code, title: index === 0 ? 'Repeated promotion' : 'Certain gains' },
        ...{ outcome: 'violates', severity: 'medium', precedence: index + 1, ground: 'terms' },
      })),
      actions: { violates: 'limit', undetermined: 'hide' },
    },
  }
  return wholeVersion(entry, files)
}

const trace =
  'The user repeats one offer three times. SP-1 says repetition violates. SP-9 asks for a warning. So INVALID.'

const finding: AuditPart['findings'][number] = {
  ...{ id: `${id(20)}:0`, number: 1, verdictId: id(1), type: 'unknown-rule', severity: 'hard' },
  ...{ confidence: 0.9, message: 'cites a rule the policy does not have' },
  ...{ spans: [{ in: 'trace', start: 71, end: 75 }], evidence: { code: 'SP-9' } },
  recordedAt: at('10:00:01'),
}

const decision: CasePart['decisions'][number] = {
  ...{ id: id(31), caseId: id(30), verdictId: id(1), contentItemId: id(2), policy: 'spam' },
  ...{ policyCommit: '1'.repeat(40), outcome: 'violates', rules: ['SP-1'], severity: 'medium' },
  ...{
    errorClass: 'reasoning-unsound',
    rationale: 'Right outcome; the rule it names is not there.',
  },
  ...{ action: 'limit', isCorrection: false, decidedBy: people.reviewer, reversed: false },
  recordedAt: at('11:30:00'),
}

const event = (n: number, kind: CasePart['events'][number]['kind'], time: string) => ({
  ...{ id: id(n), caseId: id(30), kind, data: {}, recordedAt: at(time) },
  by:
    kind === 'opened'
      ? ({ kind: 'system' } as const)
      : ({ kind: 'person', id: people.reviewer } as const),
})

const appeal: AppealPart = {
  appeal: {
    ...{ id: id(50), number: 17, actionId: id(40), contentItemId: id(2), verdictId: id(1) },
    ...{ policy: 'spam', policyCommit: '1'.repeat(40) },
    lodgedBy: { kind: 'person', id: people.specialist },
    dueAt: at('12:00:00'),
    recordedAt: at('12:00:00'),
    decision: {
      ...{ id: id(51), outcome: 'stands', action: 'limit', decidedBy: people.specialist },
      recordedAt: at('13:00:00'),
    },
  },
  statement: 'I only posted it once in each group.',
  reasons: 'Three groups are three times.',
}

/** A dossier with something in every part; tests change what they are about. */
export function aDossier(over: Partial<Dossier> = {}): Dossier {
  const version = aPolicyVersion(policyText(), 1)
  const head = aPolicyVersion(policyText('- **SP-3** Links without words violate.\n'), 2)
  const publication = {
    ...{ id: id(60), policy: 'spam', commit: version.commit, kind: 'published' as const },
    ...{ note: 'agreed in the May round', publishedBy: people.approver },
    publishedAt: at('09:00:00'),
  }
  return {
    made: { at: at('15:00:00'), by: 'Ada Auditor' },
    verdict: {
      ...{ id: id(1), contentItemId: id(2), policy: 'spam', policyCommit: version.commit },
      ...{ policyBlob: version.blob, policyBundleSha256: version.bundleSha256 },
      ...{ promptDigest: 'e'.repeat(64), outcome: 'violates', label: 'INVALID', rules: ['SP-1'] },
      ...{ severity: 'medium', confidence: null, undeterminedReason: null },
      ...{ model: 'gpt-oss-safeguard-20b', endpoint: 'north', serverVersion: '0.11.0' },
      ...{ systemFingerprint: null, effort: 'medium', sampling: { temperature: 0, seed: 7 } },
      ...{ finishReason: 'stop', costMicros: 412n, latencyMs: 1840, attempts: 2 },
      usage: {
        ...{ promptTokens: 612, completionTokens: 148, reasoningTokens: 131, cachedTokens: 512 },
        estimated: false,
      },
      ...{ answeredBy: 'model', arm: 'live', simulated: false, source: 'live' },
      ...{ recordedLabel: null, expectedLabel: null, externalId: 'post-4711' },
      ...{ acceptedAt: at('09:59:58'), decidedAt: at('10:00:00'), recordedAt: at('10:00:01') },
    },
    item: {
      ...{ id: id(2), kind: 'text', externalId: 'post-4711', language: 'en', region: 'DE' },
      ...{ characters: 58, turns: 1, subjectTurn: null, submittedBy: 'forum', source: 'live' },
      recordedAt: at('09:59:58'),
    },
    category: null,
    content: shown({
      kind: 'text',
      messages: [
        { role: 'user', content: 'Buy now! Buy now! Buy now! Only today at my little shop.' },
      ],
    }),
    policy: {
      version,
      publications: [publication],
      inForce: publication,
      today: compareVersions(version, head),
    },
    spoken: shown({ trace, output: 'INVALID', rationale: null }),
    audit: shown({
      setId: id(20),
      detectorsVersion: '3',
      flagged: true,
      risk: 0.62,
      findings: [finding],
    }),
    attempts: [
      attempt(1, { errorClass: 'timeout', finishReason: null, wholeMs: 900 }),
      attempt(2, { firstTokenMs: 240, wholeMs: 940 }),
    ],
    case: shown({
      ...{ id: id(30), number: 1234, queue: 'spam', reason: 'flagged', openedAt: at('10:00:01') },
      events: [event(32, 'opened', '10:00:01'), event(33, 'leased', '11:28:00')],
      decisions: [decision],
    }),
    actions: [
      {
        ...{ id: id(40), contentItemId: id(2), verdictId: id(1), policy: 'spam', kind: 'limit' },
        ...{ policyCommit: version.commit, interim: false, recordedAt: at('10:00:01') },
        cause: { kind: 'verdict', id: id(1) },
      },
    ],
    appeals: shown([appeal]),
    names: new Map([
      [people.author, 'Paula Author'],
      [people.approver, 'Olu Approver'],
      [people.reviewer, 'Rhea Reviewer'],
      [people.specialist, 'Sam Specialist'],
    ]),
    proof: shown({
      ...{ index: 48213n, leafHash: 'a1'.repeat(32), entry: '{"v":1,"kind":"verdict"}' },
      ...{ origin: 'assize.example/log', size: 50_000n, root: 'f0'.repeat(32) },
      note: 'assize.example/log\n50000\n8PDw\n\n— assize.example/log AAAA\n',
      tlogProof:
        'c2sp.org/tlog-proof@v1\nindex 48213\n\nassize.example/log\n50000\n8PDw\n\n— assize.example/log AAAA\n',
      verifierKeys: ['assize.example/log+12345678+AQ=='],
    }),
    places: [
      { kind: 'content-item', id: id(2), part: 0, index: 48211n },
      { kind: 'verdict', id: id(1), part: 0, index: 48213n },
      { kind: 'attempt', id: id(1), part: 1, index: 48214n },
      { kind: 'decision', id: id(31), part: 0, index: 48702n },
    ],
    ...over,
  }
}

function attempt(
  number: number,
  over: Partial<Dossier['attempts'][number]>,
): Dossier['attempts'][number] {
  return {
    ...{ number, endpoint: 'north', model: 'gpt-oss-safeguard-20b', startedAt: at('09:59:58') },
    ...{ waitedMs: 3, firstTokenMs: null, wholeMs: 900, httpStatus: 200, finishReason: 'stop' },
    ...{ errorClass: null, completionId: null, serverVersion: '0.11.0', systemFingerprint: null },
    reasoningField: 'reasoning',
    usage: {
      ...{ promptTokens: 612, completionTokens: 148, reasoningTokens: 131, cachedTokens: 512 },
      estimated: false,
    },
    ...{ simulated: false, raw: null, ...over },
  }
}
