import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { Outbox } from '@assize/events/nest'
import { commitTo, IdSource, SystemClock, SystemRandomness } from '@assize/kernel'
import { Database, insertRows } from '@assize/platform'
import { freshDatabase, type FreshDatabase } from '@assize/testing'
import { VerdictRecorder } from '@assize/verdict/nest'
import { aDoubtfulRecording } from '../fixtures/doubtful-recording.js'
import { riskFeatureNames } from '../risk-features.js'
import { populationOf, type RiskPopulation } from '../risk-refit.js'
import { shippedRiskModel } from '../risk-weights.js'
import { FindingRuleStore } from './finding-rule-store.js'
import { RecordingAuditor } from './recording-auditor.js'
import { RiskDecisions } from './risk-decisions.js'
import { RiskModels } from './risk-models.js'
import { RiskRefitService } from './risk-refit.service.js'
import { RiskSchedule } from './risk-schedule.js'
import type { VersionNeighbours } from './version-neighbours.js'

const clock = new SystemClock()
const randomness = new SystemRandomness()
const ids = new IdSource(clock, randomness)
const outbox = new Outbox(ids, clock)
const noNeighbours = { of: () => Promise.resolve(new Map()) } as unknown as VersionNeighbours
const person = ids.next()

let fresh: FreshDatabase
let database: Database
let recorder: VerdictRecorder
let decisions: RiskDecisions
let refits: RiskRefitService
let population: RiskPopulation

const modelsOf = () => new RiskModels(database, clock)

beforeAll(async () => {
  fresh = await freshDatabase()
  database = new Database({ url: fresh.url })
  recorder = new VerdictRecorder(database, outbox, randomness)
  const rules = new FindingRuleStore(database, clock)
  recorder.auditWith(
    new RecordingAuditor(recorder, outbox, ids, randomness, noNeighbours, rules, modelsOf()),
  )
  decisions = new RiskDecisions(database)
  refits = new RiskRefitService(database, outbox, decisions, modelsOf(), ids, clock)
})
afterAll(async () => {
  await database.close()
  await fresh.close()
})

const torn =
  'It may repeat an offer? But that is not a prize, and perhaps not promotion. However, it might be allowed. Hmm, unclear.'

/** Records verdicts and decides about each; every third decision is a correction. */
async function decideAbout(count: number): Promise<void> {
  const recordings = Array.from({ length: count }, (_, i) => {
    const recording = aDoubtfulRecording(ids.next(), clock.now())
    return i % 3 === 0 ? { ...recording, words: { ...recording.words, trace: torn } } : recording
  })
  population = populationOf(recordings[0]?.verdict ?? { simulated: false, source: 'live' })
  await recorder.record(recordings)
  const cases = recordings.map(({ verdict }, i) => ({
    about: { verdict_id: verdict.id, content_item_id: verdict.contentItemId },
    under: { policy: verdict.policy, policy_commit: verdict.policyCommit },
    caseId: ids.next(),
    wrong: i % 3 === 0,
  }))
  const at = clock.now()
  await database.transaction(async (tx) => {
    await insertRows(
      tx,
      'review_case',
      cases.map(({ about, under, caseId }) => ({
        ...{ id: caseId, number: Number(BigInt(`0x${caseId.slice(-7)}`)), ...about, ...under },
        ...{ queue: 'q', reason: 'flagged', state: 'decided', priority: 5, escalated: false },
        ...{ simulated: false, source: 'live', opened_at: at, decided_at: at },
      })),
    )
    await insertRows(
      tx,
      'record_decision',
      cases.map(({ about, under, caseId, wrong }) => ({
        ...{ id: ids.next(), case_id: caseId, ...about, ...under, outcome: 'allowed', rules: [] },
        ...{ is_correction: wrong, action: 'none', decided_by: person, recorded_at: at },
        commitment: commitTo(new Uint8Array(32), '{}'),
      })),
    )
  })
}

test('a verdict names the weights that told its risk, and keeps the numbers it was told from', async () => {
  await decideAbout(3)
  const sets = await database.query<{ model: string; numbers: number }>(
    'SELECT risk_model AS model, cardinality(risk_row) AS numbers FROM record_finding_set',
  )
  expect(sets).toHaveLength(3)
  expect(sets[0]).toEqual({ model: shippedRiskModel.version, numbers: riskFeatureNames.length })
})

test('few decisions are refused, and nothing is fitted', async () => {
  await expect(refits.ask(population, person)).rejects.toMatchObject({ code: 'TOO_FEW_DECISIONS' })
  await refits.refit({ id: ids.next(), population, askedBy: person })
  expect(await modelsOf().list(population)).toEqual([])
})

test('weights fitted to decisions go on the record once and into use; other populations keep theirs', async () => {
  await decideAbout(240)
  expect(await decisions.count(population)).toEqual({ decisions: 243, wrong: 81, fresh: 243 })
  const id = await refits.ask(population, person)
  await refits.refit({ id, population, askedBy: person })
  await refits.refit({ id, population, askedBy: person })
  const [model, ...more] = await modelsOf().list(population)
  expect(more).toEqual([])
  expect(model).toMatchObject({ id, taken: true, decisions: 243, askedBy: person })
  expect(model?.dataSha256).toMatch(/^[\da-f]{64}$/)
  expect((await modelsOf().inUse(population)).model.version).toBe(model?.version)
  const other = population === 'simulated' ? 'live' : 'simulated'
  expect((await modelsOf().inUse(other)).model.version).toBe(shippedRiskModel.version)
})

test('weights are fitted by themselves when it is time, by one worker, and not again', async () => {
  const scheduleOf = (riskRefitDays: number, daysLater = 0) => {
    const later = { now: () => new Date(Date.now() + daysLater * 86_400_000) }
    return new RiskSchedule(database, decisions, modelsOf(), refits, ids, later, { riskRefitDays })
  }
  const fitted = async () => (await modelsOf().list(population)).length
  await decideAbout(6)
  expect(await scheduleOf(7).fitDue()).toEqual([])
  expect(await scheduleOf(0, 8).fitDue()).toEqual([])
  expect(await fitted()).toBe(1)
  const rounds = await Promise.all([scheduleOf(7, 8).fitDue(), scheduleOf(7, 8).fitDue()])
  expect(rounds.flat()).toEqual([population])
  expect(await scheduleOf(7, 16).fitDue()).toEqual([])
  const [newest] = await modelsOf().list(population)
  expect(newest).toMatchObject({ askedBy: null, decisions: 249 })
  expect((await modelsOf().inUse(population)).model.version).toBe(
    newest?.taken ? newest.version : (await modelsOf().newestTaken(population))?.version,
  )
})
