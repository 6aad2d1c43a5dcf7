import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { Outbox } from '@assize/events/nest'
import { IdSource, SystemClock, SystemRandomness } from '@assize/kernel'
import { Database } from '@assize/platform'
import type { PolicyService } from '@assize/policy/nest'
import { freshDatabase, type FreshDatabase } from '@assize/testing'
import type { AuditedRecording } from '@assize/verdict'
import { VerdictRecorder, type RecordingStep } from '@assize/verdict/nest'
import { aDoubtfulRecording } from '../fixtures/doubtful-recording.js'
import { covers } from '../finding-suppression.js'
import { FindingErasingStep } from './finding-erasure-step.js'
import { FindingMarksService } from './finding-marks.service.js'
import { FindingMarkStore } from './finding-mark-store.js'
import { FindingRulesService } from './finding-rules.service.js'
import { FindingRuleStore } from './finding-rule-store.js'
import { FoundFindings } from './found-findings.js'
import { PrismaFindingStore } from './prisma-finding-store.js'
import { RecordingAuditor } from './recording-auditor.js'
import { RiskModels } from './risk-models.js'
import type { VersionNeighbours } from './version-neighbours.js'

const clock = new SystemClock()
const randomness = new SystemRandomness()
const ids = new IdSource(clock, randomness)
const outbox = new Outbox(ids, clock)
const person = ids.next()
const policies = {
  findHead: (policy: string) => Promise.resolve(policy === 'spam' ? {} : null),
} as unknown as PolicyService
const noNeighbours = { of: () => Promise.resolve(new Map()) } as unknown as VersionNeighbours
const idle = { opensCase: false, escalates: false, blockedBy: [], repeats: false }
const refusal = (code: string) => expect.objectContaining({ code })

describe('what findings do', () => {
  let fresh: FreshDatabase
  let database: Database
  let recorder: VerdictRecorder
  let store: FindingRuleStore
  let marks: FindingMarkStore
  let rules: FindingRulesService
  let marking: FindingMarksService
  let found: FoundFindings
  let seen: AuditedRecording[]

  const see: RecordingStep = {
    apply: (_tx, recordings) => {
      seen.push(...recordings)
      return Promise.resolve()
    },
  }

  beforeAll(async () => {
    fresh = await freshDatabase()
    database = new Database({ url: fresh.url })
    store = new FindingRuleStore(database, clock)
    marks = new FindingMarkStore(database)
    found = new FoundFindings(database)
    rules = new FindingRulesService(database, store, found, policies, ids, clock, randomness)
    marking = new FindingMarksService(database, marks, policies, ids, clock, randomness)
    recorder = new VerdictRecorder(database, outbox, randomness)
    const risks = new RiskModels(database, clock)
    recorder.auditWith(
      new RecordingAuditor(recorder, outbox, ids, randomness, noNeighbours, store, risks),
    )
    recorder.addStep(10, see)
  })
  beforeEach(() => {
    seen = []
  })
  afterAll(async () => {
    await database.close()
    await fresh.close()
  })

  /** Records one verdict with a hard finding of `unknown-rule`, and reads the finding back. */
  async function record() {
    const id = ids.next()
    await recorder.record([aDoubtfulRecording(id, clock.now())])
    const call = seen.at(-1)?.audit.call
    const audit = (await new PrismaFindingStore(database).findLatest([id])).get(id)
    const finding = audit?.findings.find(({ type }) => type === 'unknown-rule')
    if (!finding) throw new Error('expected a finding')
    return { call, finding, flagged: audit?.flagged }
  }

  test('a policy without rules opens a case for what flags a verdict', async () => {
    const { call, finding, flagged } = await record()
    expect({ call, flagged }).toEqual({ call: { ...idle, opensCase: true }, flagged: true })
    expect(finding.followed).toEqual({ does: ['open-case'] })
  })

  test('rules count from the next verdict on, and are set only over those that were read', async () => {
    const block = { type: null, severity: null, minConfidence: 0, does: 'block-action' } as const
    const set = await rules.setRules(person, { policy: 'spam', rules: [block], basedOn: null })
    expect((await record()).call).toEqual({
      ...{ ...idle, opensCase: true, blockedBy: ['unknown-rule'] },
    })
    const late = { policy: 'spam', rules: [], basedOn: null }
    await expect(rules.setRules(person, late)).rejects.toEqual(refusal('RULES_CHANGED'))
    await expect(rules.setRules(person, { ...late, policy: 'none' })).rejects.toEqual(
      refusal('POLICY_UNKNOWN'),
    )
    const usual = { type: null, severity: 'hard', minConfidence: 0.5, does: 'open-case' } as const
    await rules.setRules(person, { policy: 'spam', rules: [usual], basedOn: set.id })
    expect((await record()).call).toEqual({ ...idle, opensCase: true })
  })

  test('a suppression needs a reason, keeps findings from opening cases, and is lifted once', async () => {
    const asked = { policy: 'spam', type: 'unknown-rule', rule: 'SP-9.9' } as const
    const rest = { findingId: null, until: null }
    await expect(rules.suppress(person, { ...asked, ...rest, reason: '  ' })).rejects.toEqual(
      refusal('REASON_REQUIRED'),
    )
    const made = await rules.suppress(person, { ...asked, ...rest, reason: 'an alias of SP-1.1' })
    const { call, finding, flagged } = await record()
    // What was found stays found: the flag is of the reading, not of what follows from it.
    expect({ call, flagged }).toEqual({ call: idle, flagged: true })
    expect(finding.followed).toEqual({ does: ['count'], suppression: made.id })
    expect((await store.suppressionsOf(['spam'])).get('spam')?.[0]?.reason).toBe(
      'an alias of SP-1.1',
    )
    await rules.lift(person, made.id)
    await expect(rules.lift(person, made.id)).rejects.toEqual(refusal('SUPPRESSION_LIFTED'))
    expect((await record()).call?.opensCase).toBe(true)
  })

  test('of one person and finding the newest mark counts; both stay on the record', async () => {
    const { finding } = await record()
    const of = await found.get(finding.id)
    await marking.mark(person, of, 'right', null)
    await marking.mark(person, of, 'wrong', 'the code is an alias')
    await marking.mark(ids.next(), of, 'right', null)
    expect(await marks.counts('unknown-rule')).toEqual([
      { type: 'unknown-rule', policy: 'spam', right: 1, wrong: 1 },
    ])
    const all = await database.query('SELECT FROM record_finding_mark')
    expect(all).toHaveLength(3)
    expect((await marks.marksIn([finding.verdictId])).get(finding.verdictId)).toMatchObject([
      { mark: 'wrong', note: 'the code is an alias' },
      { mark: 'right', note: null },
    ])
    await expect(found.get(`${of.setId}:99`)).rejects.toEqual(refusal('FINDING_UNKNOWN'))
  })

  test('an advisory detector opens no case; a person switches it there and back', async () => {
    const asked = { type: 'unknown-rule', policy: 'spam', automatic: null } as const
    await marking.set(person, { ...asked, mode: 'advisory', reason: 'too many aliases' })
    const { call, finding } = await record()
    expect(call).toEqual(idle)
    expect(finding.followed).toEqual({ does: ['count'], advisory: true })
    await marking.set(person, { ...asked, mode: 'acting', reason: 'aliases are known now' })
    expect((await record()).call?.opensCase).toBe(true)
  })

  test('marks alone switch a detector only where somebody said so, at the bound they set', async () => {
    const { finding } = await record()
    const of = await found.get(finding.id)
    const automatic = { below: 0.6, leastMarks: 4 }
    await marking.set(person, {
      ...{ type: 'unknown-rule', policy: null, mode: 'acting', automatic },
      reason: 'watch it',
    })
    // For the policy nothing of its own may stand before it.
    const modes = async () =>
      (await marks.settings('unknown-rule')).map(({ policy, mode, by }) => [policy, mode, by.kind])
    await marking.mark(ids.next(), of, 'right', null)
    expect(await modes()).toContainEqual([null, 'acting', 'person'])
    await marking.mark(ids.next(), of, 'wrong', null)
    await marking.mark(ids.next(), of, 'wrong', null)
    expect(await modes()).toContainEqual([null, 'advisory', 'system'])
    expect(await modes()).toContainEqual(['spam', 'acting', 'person'])
  })

  test('a later finding set takes marks and suppressions along, each to its own finding', async () => {
    const { finding } = await record()
    const { verdictId } = finding
    await marking.mark(person, await found.get(finding.id), 'wrong', null)
    const before = await marks.counts('unknown-rule')
    const scope = { policy: 'spam', type: 'unknown-rule', rule: null, until: null } as const
    await rules.suppress(person, { ...scope, findingId: finding.id, reason: 'read by two' })
    const newer = await addLater(verdictId)
    const named = (id: string) => id.replace(/^[^:]+/, newer)
    const [mark, ...others] = (await marks.marksIn([verdictId])).get(verdictId) ?? []
    expect([mark?.findingId, others]).toEqual([named(finding.id), []])
    const [own] = (await store.suppressionsIn([verdictId])).get(verdictId) ?? []
    const all = (await new PrismaFindingStore(database).findLatest([verdictId])).get(verdictId)
    const about = { policy: 'spam', citedRules: [] }
    const covered = all?.findings.filter((each) => own && covers(own, { ...each, ...about }))
    expect(covered?.map(({ id }) => id)).toEqual([named(finding.id)])
    // Said again by a page that still shows the set before, it is the same person's word on the same finding.
    await marking.mark(person, await found.get(finding.id), 'wrong', null)
    expect(await marks.counts('unknown-rule')).toEqual(before)
    expect((await found.get(finding.id)).setId).toBe(newer)
  })

  /** A set with one finding more, as a later look makes it. */
  async function addLater(verdictId: string): Promise<string> {
    const id = ids.next()
    const later = {
      type: 'self-inconsistent',
      severity: 'soft',
      confidence: 0.6,
      spans: [],
      message: 'm',
    }
    await database.query(
      `INSERT INTO record_finding_set SELECT r.* FROM record_finding_set s
       CROSS JOIN LATERAL jsonb_populate_record(s, jsonb_build_object('id', $2::uuid,
         'findings', s.findings || $3::jsonb)) r WHERE s.verdict_id = $1`,
      [verdictId, id, JSON.stringify([later])],
    )
    await database.query('UPDATE verdict_listing SET finding_set_id = $2 WHERE verdict_id = $1', [
      ...[verdictId, id],
    ])
    return id
  }

  test('what was noted goes when the content is erased, what was marked stays', async () => {
    const { finding } = await record()
    const of = await found.get(finding.id)
    await marking.mark(person, of, 'wrong', 'it quotes them')
    await rules.suppress(person, {
      ...{ policy: 'spam', type: 'unknown-rule', rule: null, findingId: finding.id },
      ...{ reason: 'it quotes them', until: null },
    })
    const step = new FindingErasingStep()
    expect(await step.reach(database, [of.contentItemId])).toEqual([
      { kind: 'finding-set', count: 1 },
      { kind: 'finding-note', count: 2 },
    ])
    const owner = new Database({ url: fresh.url, role: 'assize_eraser' })
    expect(await owner.transaction((tx) => step.erase(tx, [of.contentItemId]))).toBe(3)
    await owner.close()
    const [mark] = (await marks.marksIn([finding.verdictId])).get(finding.verdictId) ?? []
    expect(mark).toMatchObject({ mark: 'wrong', note: null })
    const [left] = (await store.suppressionsIn([finding.verdictId])).get(finding.verdictId) ?? []
    expect(left).toMatchObject({ reason: null, findingId: finding.id })
  })
})
