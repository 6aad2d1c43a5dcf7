import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { IdSource, SystemClock, SystemRandomness } from '@assize/kernel'
import { insertRows } from '@assize/platform'
import { bearer, RunningApi } from './fixtures/running-api.js'

const decider = '00000000-0000-7000-8000-000000000001'
const ids = new IdSource(new SystemClock(), new SystemRandomness())

let api: RunningApi
beforeAll(async () => {
  api = await RunningApi.start()
})
afterAll(() => api.close())

interface Listed {
  readonly outcome: string
  readonly findingTypes?: readonly string[]
  readonly caseState?: string
  readonly simulated?: boolean
}

async function list({ outcome, findingTypes = [], caseState, simulated = false }: Listed) {
  const verdictId = ids.next()
  await insertRows(api.database, 'verdict_listing', [
    {
      ...{ verdict_id: verdictId, content_item_id: ids.next(), outcome, simulated },
      ...{ policy: 'spam', policy_commit: 'c', rules: [], risk: 0, model: 'm', endpoint: 'e' },
      ...{ finding_types: findingTypes, flagged: findingTypes.length > 0 },
      ...{ case_id: caseState ? ids.next() : null, case_state: caseState ?? null },
      ...{ arm: 'live', source: 'live', submitted_by: 'x', decided_at: new Date() },
    },
  ])
  return verdictId
}

async function decide(verdictId: string, isCorrection: boolean): Promise<string> {
  const [id, caseId] = [ids.next(), ids.next()]
  const shared = { verdict_id: verdictId, content_item_id: ids.next(), policy: 'spam' }
  await api.database.query(
    `INSERT INTO review_case (id, verdict_id, content_item_id, policy, policy_commit, queue, reason, state, priority,
       simulated, source, opened_at, decided_at)
     VALUES ($1, $2, $3, 'spam', 'c', 'spam', 'flagged', 'decided', 0, false, 'live', now(), now())`,
    [caseId, verdictId, shared.content_item_id],
  )
  await insertRows(api.database, 'record_decision', [
    {
      ...{ id, case_id: caseId, ...shared, policy_commit: 'c', outcome: 'allowed', rules: [] },
      ...{ is_correction: isCorrection, action: 'none', decided_by: decider },
      ...{ commitment: new Uint8Array(32), recorded_at: new Date() },
    },
  ])
  return id
}

test('facets take and give the words of their enums', async () => {
  await list({ outcome: 'violates', findingTypes: ['unknown-rule'], caseState: 'waiting' })
  await list({ outcome: 'allowed', findingTypes: ['fabricated-quote'], caseState: 'decided' })
  const query = `query ($filter: VerdictFilter) { verdictFacets(filter: $filter) {
    total estimated outcome { value count } findingType { value count } caseState { value count } } }`
  const filter = { findingTypes: ['UNKNOWN_RULE'], caseStates: ['WAITING'] }
  const { data, errors } = await api.ask(bearer(api.keys.auditor), query, { filter })
  expect(errors).toBeUndefined()
  expect(data?.['verdictFacets']).toEqual({
    ...{ total: 1, estimated: false, outcome: [{ value: 'VIOLATES', count: 1 }] },
    findingType: [{ value: 'UNKNOWN_RULE', count: 1 }],
    caseState: [{ value: 'WAITING', count: 1 }],
  })
  const unknown = await api.ask(bearer(api.keys.auditor), query, {
    filter: { findingTypes: ['MADE_UP'] },
  })
  expect(unknown.errors?.[0]?.extensions).toMatchObject({ code: 'GRAPHQL_VALIDATION_FAILED' })
  expect(unknown.errors?.[0]?.message).toContain('FindingType')
})

test('figures of a policy leave out what is simulated, and corrections that were reversed', async () => {
  await api.publishPolicies()
  await decide(await list({ outcome: 'violates' }), true)
  await decide(await list({ outcome: 'violates' }), false)
  await decide(await list({ outcome: 'violates', simulated: true }), true)
  const reversed = await decide(await list({ outcome: 'violates' }), true)
  await insertRows(api.database, 'record_reversal', [
    {
      ...{ id: ids.next(), decision_id: reversed, case_id: ids.next(), reversed_by: decider },
      recorded_at: new Date(),
    },
  ])
  const query = `{ policies { name
    real: figures { verdicts violates flagged corrections }
    all: figures(days: 7, includeSimulated: true) { verdicts corrections } } }`
  const { data, errors } = await api.ask(bearer(api.keys.auditor), query)
  expect(errors).toBeUndefined()
  expect(data?.['policies']).toContainEqual({
    ...{ name: 'spam', real: { verdicts: 5, violates: 4, flagged: 2, corrections: 1 } },
    all: { verdicts: 6, corrections: 2 },
  })
  expect(data?.['policies']).toContainEqual({
    ...{ name: 'harassment', real: { verdicts: 0, violates: 0, flagged: 0, corrections: 0 } },
    all: { verdicts: 0, corrections: 0 },
  })
  const own = await api.ask(
    bearer(api.keys.service),
    '{ policy(name: "spam") { figures { verdicts } } }',
  )
  expect(own.data?.['policy']).toEqual({ figures: { verdicts: 0 } })
})

test.each([0, -1, 367])('figures over %p days are refused', async (days) => {
  const query = 'query ($days: Int) { verdictFigures(scope: { days: $days }) { undetermined24h } }'
  const { errors } = await api.ask(bearer(api.keys.auditor), query, { days })
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'FIGURES_INVALID' })
})
