import 'reflect-metadata'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { once } from 'node:events'
import type { Principal } from '@assize/identity'
import { Database } from '@assize/platform'
import { freshDatabase, type FreshDatabase } from '@assize/testing'
import { startWorker } from '../fixtures/killed-worker.js'
import { look, type Looked } from '../fixtures/looked-run.js'
import { heldContent, sensibleModel } from '../fixtures/scripted-model.js'
import { jsonl, manifestOf, TestingRoom, type Answer } from '../fixtures/testing-room.js'
import { TestResultErasureStep } from './test-result-erasure-step.js'
import { TestRunStore } from './test-run-store.js'
import { TestRunWorker } from './test-run-worker.js'

let fresh: FreshDatabase
/** As the API: it takes no jobs. */
let room: TestingRoom
let worker: TestingRoom
let author: Principal
let approver: Principal
const model = sensibleModel({ 'She sells a lamp': 'INVALID SP-1.1' })

beforeAll(async () => {
  fresh = await freshDatabase()
  room = await TestingRoom.open(fresh.url, { worker: false, client: model })
  author = await room.person('policy-author')
  approver = await room.person('policy-approver')
  await room.endpoint('one')
  expect(await room.commit(author)).toMatchObject({ __typename: 'PolicyVersion' })
  const cases = jsonl(
    { content: 'Buy', label: 'INVALID' },
    { content: heldContent, label: 'VALID' },
  )
  await room.commit(author, { cases })
}, 60_000)
afterAll(async () => {
  await worker?.close()
  await room.close()
  await fresh.close()
})

const runFields = `... on PolicyTestRun { id state endpoint model effort repeats cases done total simulated }`
const asked = (input: object = {}, by = author): Promise<Answer> =>
  room.act(by, 'runPolicyTests', { policy: 'spam', ref: 'v1', ...input }, runFields)
const rowsOf = async (table: string, id: unknown) =>
  room.database.query<{ id: string }>(
    `SELECT * FROM ${table} WHERE run_id = $1 ORDER BY case_index, repeat`,
    [id],
  )

describe('a worker that dies', () => {
  test('leaves its results; the next one makes the rest, each once', async () => {
    const child = startWorker(fresh.url)
    try {
      const { id } = await asked({ repeats: 3 })
      await room.until(id, ({ done }) => done >= 3)
      child.kill('SIGKILL')
      await once(child, 'exit')
      const before = await rowsOf('record_evaluation_result', id)
      expect(before).toHaveLength(3)
      worker = await TestingRoom.open(fresh.url, { worker: true, client: model })
      const runner = worker.app.get(TestRunWorker, { strict: false })
      await Promise.all([runner.run(String(id)), runner.run(String(id))])
      const run = await room.until(id)
      expect(run).toMatchObject({ done: 12, end: { state: 'finished', passed: false } })
      const after = await rowsOf('record_evaluation_result', id)
      expect(after).toHaveLength(12)
      expect(after).toEqual(expect.arrayContaining(before))
      await runner.run(String(id))
      expect(await rowsOf('record_evaluation_result', id)).toEqual(after)
    } finally {
      child.kill('SIGKILL')
    }
  }, 60_000)

  test('and one that is delivered twice while it runs records each case once', async () => {
    const store = worker.app.get(TestRunStore, { strict: false })
    const { id } = await asked({ ref: 'v2' })
    const { id: runId } = await room.until(id, ({ done }) => done === 1)
    const [made] = await store.results(runId)
    const held = { result: { ...made!, caseIndex: 1 }, words: noWords }
    await Promise.all([1, 2].map(() => store.keep(runId, held, '00'.repeat(32))))
    expect(await rowsOf('record_evaluation_result', id)).toHaveLength(2)
    await room.act(author, 'cancelPolicyTests', { id }, runFields)
  })
})

const noWords = { trace: null, output: null, rationale: null }

describe('a run that is called off', () => {
  test('ends at once, keeps what it has, and takes nothing more', async () => {
    const { id } = await asked({ ref: 'v2' })
    const { id: runId } = await room.until(id, ({ done }) => done === 1)
    const [made] = await room.app.get(TestRunStore, { strict: false }).results(runId)
    const cancel = () => room.act(approver, 'cancelPolicyTests', { id }, runFields)
    expect(await cancel()).toMatchObject({ state: 'CANCELLED', done: 1 })
    expect(await room.until(id)).toMatchObject({
      end: { passed: null, endedBy: approver.id, summary: { correct: 1, pending: 1 } },
    })
    expect(await cancel()).toMatchObject({ code: 'RUN_ENDED' })
    const store = worker.app.get(TestRunStore, { strict: false })
    const late = { result: { ...made!, caseIndex: 1 }, words: noWords }
    await expect(store.keep(runId, late, '00'.repeat(32))).rejects.toMatchObject({
      code: 'RUN_ENDED',
    })
    const steward = await room.person('reviewer')
    expect(await room.act(steward, 'cancelPolicyTests', { id }, runFields)).toMatchObject({
      code: 'FORBIDDEN',
    })
  })

  test('makes room: two of a policy run at once', async () => {
    const [one, two] = [await asked({ ref: 'v2' }), await asked({ ref: 'v2' })]
    expect(await asked()).toMatchObject({ code: 'TOO_MANY_RUNS' })
    for (const { id } of [one, two]) await room.act(author, 'cancelPolicyTests', { id }, runFields)
    expect(await asked()).toMatchObject({ state: 'RUNNING' })
  })

  test('and one whose endpoint is put out of use ends as failed', async () => {
    const brief = await room.endpoint('brief')
    const { id } = await asked({ ref: 'v2', endpoint: 'brief' })
    await room.until(id, ({ done }) => done === 1)
    await room.database.query(`UPDATE endpoint SET state = 'disabled' WHERE id = $1`, [brief])
    expect(await room.until(id)).toMatchObject({
      end: { state: 'failed', failure: 'expected an active endpoint, brief is disabled' },
    })
  })
})

const seen = async (id: unknown, by = author, more: object = {}) =>
  (await room.ask<Looked>(by, look, { id, ...more })).policyTestRun

describe('a run', () => {
  let id: unknown
  beforeAll(async () => {
    const answer = await asked({ repeats: 2 })
    expect(answer).toMatchObject({
      ...{ endpoint: 'one', model: 'm-20b', effort: 'LOW', repeats: 2, cases: 4, total: 8 },
    })
    id = answer['id']
    await room.until(id)
  })

  test('says how the policy did, by rule and by pair', async () => {
    expect(await seen(id)).toMatchObject({
      ...{ state: 'FINISHED', passed: false },
      summary: {
        ...{ correct: 3, wrong: 1, accuracy: 0.75, flips: { compared: 4, flipped: 0 } },
        reasons: [
          '3 of 4 cases as expected, asked are 100 %',
          '1 of 1 pairs flip, at most 0 % may',
        ],
        rules: [
          {
            ...{ code: 'SP-1.1', cases: { correct: 1, wrong: 0 } },
            citations: { rightly: 2, wrongly: 2, missed: 0, precision: 0.5, recall: 1 },
          },
          { code: 'SP-0.1' },
        ],
        pairs: { list: [{ pair: 'lamp', members: [{ majority: 'ALLOWED' }, { swap: 'she' }] }] },
      },
    })
  })

  test('is paged case by case, and filtered', async () => {
    const first = (await seen(id)).results
    expect(first.edges.map(({ node }) => node['index'])).toEqual([0, 1])
    const { hasNextPage, endCursor } = first.pageInfo
    expect(hasNextPage).toBe(true)
    const second = (await seen(id, author, { after: endCursor })).results
    expect(second.edges.map(({ node }) => node['index'])).toEqual([2, 3])
    expect(second.pageInfo.hasNextPage).toBe(false)
    const places = async (only: string) =>
      (await seen(id, author, { only })).results.edges.map(({ node }) => node['index'])
    expect(await places('WRONG')).toEqual([3])
    expect(await places('FLIPPED')).toEqual([2, 3])
    expect(await places('UNDETERMINED')).toEqual([])
  })

  test('shows words to who may read traces, and tells the trail', async () => {
    const [node] = (await seen(id)).results.edges.map((edge) => edge.node)
    expect(node).toMatchObject({ content: 'A chair for sale' })
    expect(node?.results[0]).toMatchObject({ output: 'VALID', attempts: [{ number: 1 }] })
    expect(node?.results[0]?.['trace']).toBe('Held against each rule.')
    const steward = await room.person('data-steward')
    const [hidden] = (await seen(id, steward)).results.edges.map((edge) => edge.node)
    expect(hidden).toMatchObject({ content: null, results: [{ output: null, trace: null }, {}] })
  })

  test('is neither a verdict nor a classification', async () => {
    const [counts] = await room.database.query(
      `SELECT (SELECT count(*)::int FROM record_verdict) AS verdicts,
         (SELECT count(*)::int FROM classification) AS classifications,
         (SELECT count(*)::int FROM verdict_listing) AS listed`,
    )
    expect(counts).toEqual({ verdicts: 0, classifications: 0, listed: 0 })
  })

  test('loses what models said of a case that reads as what is erased; its figures stay', async () => {
    const words = async () => {
      const [row] = await room.database.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM payload_evaluation_result p
         JOIN record_evaluation_result r ON r.id = p.result_id WHERE r.run_id = $1`,
        [id],
      )
      return row?.n
    }
    expect(await words()).toBe(8)
    const ids = [await room.item(' A chair  for sale')]
    const eraser = new Database({ url: fresh.url, role: 'assize_eraser' })
    const step = new TestResultErasureStep()
    expect(await step.reach(room.database, ids)).toMatchObject([{ kind: 'test-result' }])
    await eraser.transaction((tx) => step.erase(tx, ids))
    await eraser.close()
    expect(await words()).toBe(6)
    const [node] = (await seen(id)).results.edges.map((edge) => edge.node)
    expect(node).toMatchObject({
      standing: 'CORRECT',
      results: [{ output: null, trace: null }, {}],
    })
  })
})

describe('refused is', () => {
  test.each([
    ['a policy without cases', { policy: 'bare' }, 'NO_CASES'],
    ['a version that is not there', { ref: 'v9' }, 'VERSION_UNKNOWN'],
    ['an endpoint nobody knows', { endpoint: 'two' }, 'ENDPOINT_UNKNOWN'],
    ['an endpoint that drains', { endpoint: 'away' }, 'ENDPOINT_NOT_ACTIVE'],
    ['a model nobody has', { model: 'm-7b' }, 'MODEL_UNKNOWN'],
    ['no repeat', { repeats: 0 }, 'REPEATS_REFUSED'],
    ['an eleventh repeat', { repeats: 11 }, 'REPEATS_REFUSED'],
  ])('%s', async (_, input, code) => {
    if (code === 'NO_CASES') {
      const text = '# Bare\n\nAnswer VALID or INVALID.\n- BA-1.1 Any: INVALID\n'
      const manifest = manifestOf().replaceAll('SP-', 'BA-')
      await room.commit(author, { policy: 'bare', text, manifest, cases: jsonl() })
    }
    if (code === 'ENDPOINT_NOT_ACTIVE') {
      const away = await room.endpoint('away')
      await room.database.query(`UPDATE endpoint SET state = 'draining' WHERE id = $1`, [away])
    }
    expect(await asked(input)).toMatchObject({ __typename: 'Refusal', code })
  })

  test.each(['reviewer', 'auditor', 'admin', 'appeals-specialist'] as const)(
    'a %s, who may look and not run',
    async (role) => {
      const other = await room.person(role)
      expect(await asked({}, other)).toMatchObject({ code: 'FORBIDDEN' })
      const trial = await tried({}, other)
      expect(trial).toMatchObject({ code: 'FORBIDDEN' })
      const runs = '{ policyTestRuns(policy: "spam", first: 1) { edges { node { id policy } } } }'
      expect(await room.ask(other, runs)).toMatchObject({
        policyTestRuns: { edges: [{ node: { policy: 'spam' } }] },
      })
    },
  )
})

const tried = (input: object, by = author): Promise<Answer> => {
  const wish = { policy: { policy: 'spam', ref: 'v1' }, content: { text: 'Buy now' }, ...input }
  const fields = `... on TriedCase { outcome label rules output trace faults endpoint effort simulated
    undeterminedReason attempts { errorClass } }`
  return room.act(by, 'tryCase', wish, fields)
}

describe('one case', () => {
  test('is tried under a version or a draft, and leaves nothing but the trail', async () => {
    const before = await room.database.query('SELECT count(*) FROM record_evaluation_result')
    expect(await tried({})).toMatchObject({
      ...{ outcome: 'VIOLATES', label: 'INVALID', rules: ['SP-1.1'], output: 'INVALID SP-1.1' },
      ...{ endpoint: 'one', effort: 'LOW', simulated: true },
    })
    const draft = { text: '# Draft\n\nAnswer VALID or INVALID.\n', manifest: manifestOf() }
    expect(await tried({ policy: draft, effort: 'HIGH' }, approver)).toMatchObject({
      ...{ outcome: 'VIOLATES', effort: 'HIGH' },
    })
    expect(room.client.calls.at(-1)?.messages[0]?.content).toBe(draft.text)
    expect(await room.database.query('SELECT count(*) FROM record_evaluation_result')).toEqual(
      before,
    )
    const steward = await room.person('data-steward')
    expect(await tried({}, steward)).toMatchObject({
      outcome: 'VIOLATES',
      output: null,
      trace: null,
    })
  })

  test('is refused with half a draft, and with what no content is', async () => {
    expect(await tried({ policy: { text: 'x' } })).toMatchObject({ code: 'INPUT_REFUSED' })
    expect(await tried({ content: { text: ' ' } })).toMatchObject({ code: 'CONTENT_EMPTY' })
    const unread = { policy: { text: 'x', manifest: '- no' } }
    expect(await tried(unread)).toMatchObject({ code: 'NOT_A_MAPPING' })
  })
})
