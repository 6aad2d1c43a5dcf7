import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { IdSource, SystemClock, SystemRandomness } from '@assize/kernel'
import { recordJudged } from './fixtures/judged-content.js'
import { bearer, RunningApi } from './fixtures/running-api.js'

const ids = new IdSource(new SystemClock(), new SystemRandomness())
let api: RunningApi
let of: string
let repeats: readonly string[]

beforeAll(async () => {
  api = await RunningApi.start()
  await api.publishPolicies()
  const [version] = await api.database.query<{ policy: string; commit: string }>(
    'SELECT policy, commit FROM record_policy_version LIMIT 1',
  )
  const judged = await recordJudged(api.database, {
    ...{ policy: version?.policy ?? '', policyCommit: version?.commit ?? '', text: 'a text' },
    ...{ decidedBy: '00000000-0000-7000-8000-000000000001' },
  })
  of = judged.verdictId
  repeats = [await repeat('allowed'), await repeat('violates')]
})
afterAll(() => api.close())

/** As the worker leaves one: another verdict on the same prompt, in the lists as well. */
async function repeat(outcome: string): Promise<string> {
  const id = ids.next()
  const changed = { arm: 'repeat', outcome }
  const copy = (table: string, key: string, change: object) =>
    api.database.query(
      `INSERT INTO ${table} SELECT (jsonb_populate_record(t, $2::jsonb)).* FROM ${table} t WHERE t.${key} = $1`,
      [of, JSON.stringify(change)],
    )
  await copy('record_verdict', 'id', { ...changed, id, repeat_of: of })
  await copy('verdict_listing', 'verdict_id', { ...changed, verdict_id: id, case_id: null })
  return id
}

const query = `query ($id: ID!) { verdict(id: $id) {
  arm repeatOf { id } repeats { id outcome arm decidedAt } } }`

test('a verdict lists those on its prompt asked again, and each of them says which it repeats', async () => {
  const auditor = await api.login('auditor')
  const { data, errors } = await api.ask(auditor, query, { id: of })
  expect(errors).toBeUndefined()
  expect(data?.['verdict']).toMatchObject({
    ...{ arm: 'LIVE', repeatOf: null },
    repeats: [
      { id: repeats[0], outcome: 'ALLOWED', arm: 'REPEAT' },
      { id: repeats[1], outcome: 'VIOLATES' },
    ],
  })
  const second = await api.ask(auditor, query, { id: repeats[1] })
  expect(second.data?.['verdict']).toEqual({ arm: 'REPEAT', repeatOf: { id: of }, repeats: [] })
})

test('a platform that submitted something else sees neither', async () => {
  const { data } = await api.ask(bearer(api.keys.service), query, { id: repeats[0] })
  expect(data).toEqual({ verdict: null })
})
