import 'reflect-metadata'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Principal } from '@assize/identity'
import { freshDatabase, type FreshDatabase } from '@assize/testing'
import { ScriptedModel } from '../fixtures/scripted-model.js'
import { jsonl, manifestOf, policyText, someCases, TestingRoom } from '../fixtures/testing-room.js'
import { TestChecks } from './test-checks.js'

let fresh: FreshDatabase
let room: TestingRoom
let author: Principal
let approver: Principal
/** What it makes of "Buy": of its policy's own mind, or not. */
let ofBuy = 'INVALID SP-1.1'

beforeAll(async () => {
  fresh = await freshDatabase()
  const client = new ScriptedModel((content) => (content.startsWith('Buy') ? ofBuy : 'VALID'))
  room = await TestingRoom.open(fresh.url, { worker: true, client })
  author = await room.person('policy-author')
  approver = await room.person('policy-approver')
  await room.endpoint('sim', { kind: 'simulator', simulated: true })
  await room.commit(author)
  const rule = { pattern: 'main', requiredApprovals: 1, requiredChecks: ['lint', 'tests'] }
  const asked = { ...rule, directCommits: false }
  expect(
    await room.act(approver, 'setBranchRule', asked, '... on BranchRule { pattern }'),
  ).toMatchObject({ pattern: 'main' })
}, 60_000)
afterAll(async () => {
  await room.close()
  await fresh.close()
})

interface Check {
  readonly name: string
  readonly state: string
  readonly summary: string | null
  readonly reportId: string | null
}

async function open(branch: string, more: object = {}): Promise<string> {
  await room.act(author, 'createBranch', { name: branch }, '... on Branch { head }')
  await edit(branch, more)
  const opened = { branch, title: `Do ${branch}` }
  const { id } = await room.act(author, 'openChange', opened, '... on Change { id }')
  return String(id)
}

const edit = (branch: string, more: object) =>
  room.commit(author, { branch, text: `${policyText}\n- SP-1.2 More: ${branch}.\n`, ...more })

async function tests(id: string): Promise<Check | undefined> {
  const { change } = await room.ask<{ change: { detail: { checks: Check[] } } }>(
    author,
    'query ($id: ID!) { change(id: $id) { detail { checks { name state summary reportId } } } }',
    { id },
  )
  return change.detail.checks.find(({ name }) => name === 'tests')
}

async function until(id: string, ...states: string[]): Promise<Check> {
  for (;;) {
    const check = await tests(id)
    if (check && states.includes(check.state)) return check
    await sleep(20)
  }
}

async function untilSummary(id: string, words: string, state = 'PASSED'): Promise<Check> {
  for (;;) {
    const check = await tests(id)
    if (check?.state === state && check.summary?.includes(words)) return check
    await sleep(20)
  }
}

const merge = (changeId: string) =>
  room.act(author, 'mergeChange', { changeId }, '... on Change { state }')
const approve = async (changeId: string) => {
  const { change } = await room.ask<{ change: { detail: { head: string } } }>(
    author,
    'query ($id: ID!) { change(id: $id) { detail { head } } }',
    { id: changeId },
  )
  const { head } = change.detail
  return room.act(approver, 'approveChange', { changeId, head }, '... on Change { state }')
}

test('a branch that asks for tests takes no change before they pass, and asks anew of a new head', async () => {
  ofBuy = 'VALID'
  const id = await open('first')
  const failed = await until(id, 'FAILED')
  expect(failed.summary).toBe(
    'spam: 3 of 4 cases as expected, asked are 100 %; by sim (simulated, no model), effort low, 1×',
  )
  const { policyTestRun } = await room.ask<{ policyTestRun: object }>(
    author,
    'query ($id: ID!) { policyTestRun(id: $id) { state passed changeId simulated endpoint } }',
    { id: failed.reportId },
  )
  expect(policyTestRun).toEqual({
    ...{ state: 'FINISHED', passed: false, changeId: id, simulated: true, endpoint: 'sim' },
  })
  await approve(id)
  expect(await merge(id)).toMatchObject({ code: 'CHANGE_BLOCKED' })

  ofBuy = 'INVALID SP-1.1'
  await edit('first', { text: `${policyText}\n- SP-1.3 Again: another head.\n` })
  const passed = await until(id, 'PASSED')
  expect(passed.reportId).not.toBe(failed.reportId)
  await approve(id)
  expect(await merge(id)).toMatchObject({ state: 'MERGED' })
}, 60_000)

test('a policy that asks for less passes with less', async () => {
  ofBuy = 'VALID'
  const manifest = manifestOf('tests: { atLeast: 0.75 }\n')
  const id = await open('lenient', { manifest })
  expect((await until(id, 'PASSED', 'FAILED')).state).toBe('PASSED')
})

test('a head without cases fails, and one that cannot be tested errs', async () => {
  const bare = await open('bare', { cases: jsonl() })
  expect(await until(bare, 'FAILED', 'ERRORED')).toMatchObject({
    summary: 'spam: expected test cases in cases.jsonl, saw none',
  })
  await room.database.query(`UPDATE endpoint SET state = 'draining'`)
  const nowhere = await open('nowhere')
  expect(await until(nowhere, 'FAILED', 'ERRORED')).toMatchObject({
    ...{ state: 'ERRORED', summary: 'spam: expected an active endpoint, saw none' },
  })
  await room.database.query(`UPDATE endpoint SET state = 'active'`)
})

test('told twice of a head, it tests it once; a person may test it again, for a reason', async () => {
  ofBuy = 'VALID'
  const id = await open('twice')
  const { reportId } = await until(id, 'FAILED')
  const { branches } = await room.ask<{ branches: { name: string; head: string }[] }>(
    author,
    '{ branches { name head } }',
  )
  const commit = branches.find(({ name }) => name === 'twice')?.head ?? ''
  await room.app.get(TestChecks, { strict: false }).headMoved({ changeId: id, commit })
  const runs = await room.database.query(
    `SELECT 1 FROM record_evaluation_run WHERE "commit" = $1`,
    [commit],
  )
  expect(runs).toHaveLength(1)
  ofBuy = 'INVALID SP-1.1'
  const asked = { policy: 'spam', ref: 'twice' }
  const fields = '... on PolicyTestRun { id commit }'
  const look = await room.act(author, 'runPolicyTests', { ...asked, effort: 'HIGH' }, fields)
  expect((await room.until(look['id'])).end).toMatchObject({ passed: true })
  expect((await tests(id))?.reportId).toBe(reportId)
  const unsaid = await room.act(author, 'runPolicyTests', asked, fields)
  expect((await room.until(unsaid['id'])).end).toMatchObject({ passed: true })
  const held = await until(id, 'FAILED')
  expect(held.reportId).toBe(reportId)
  const reason = 'the endpoint was cut off'
  const again = await room.act(author, 'runPolicyTests', { ...asked, reason }, fields)
  expect(again).toMatchObject({ commit })
  const passed = await until(id, 'PASSED')
  expect(passed.reportId).toBe(again['id'])
  expect(passed.summary).toContain(`asked again after 1 that failed; reason given: ${reason}`)
  const [kept] = await room.database.query(
    'SELECT reason FROM record_evaluation_run WHERE id = $1',
    [again['id']],
  )
  expect(kept).toEqual({ reason })
  const { policyTestRuns, policyTestRun } = await room.ask(
    author,
    `query ($commit: String!, $id: ID!) {
       policyTestRuns(policy: "spam", commit: $commit, first: 9) { edges { node { id reason } } }
       policyTestRun(id: $id) {
         first: case(index: 0) { index label } last: case(index: 3) { index standing }
         beyond: case(index: 4) { index } before: case(index: -1) { index } } }`,
    { commit, id: again['id'] },
  )
  expect(policyTestRuns).toEqual({
    edges: [again['id'], unsaid['id'], look['id'], reportId].map((each) => ({
      node: { id: each, reason: each === again['id'] ? reason : null },
    })),
  })
  expect(policyTestRun).toEqual({
    ...{ first: { index: 0, label: 'VALID' }, last: { index: 3, standing: 'CORRECT' } },
    ...{ beyond: null, before: null },
  })
})

test('a rule that comes to ask for tests, or for tests on another model, has the heads that are there tested', async () => {
  ofBuy = 'INVALID SP-1.1'
  await room.act(author, 'createBranch', { name: 'calm' }, '... on Branch { head }')
  await room.act(author, 'createBranch', { name: 'to-calm' }, '... on Branch { head }')
  await edit('to-calm', {})
  const opened = { branch: 'to-calm', target: 'calm', title: 'To a calm branch' }
  const { id } = await room.act(author, 'openChange', opened, '... on Change { id }')
  expect(await tests(String(id))).toBeUndefined()
  const rule = { pattern: 'calm', requiredApprovals: 0, requiredChecks: ['tests'] }
  const set = (more: object) =>
    room.act(
      approver,
      'setBranchRule',
      { ...rule, directCommits: true, ...more },
      '... on BranchRule { judgedBy { endpoint model effort } }',
    )
  await set({})
  const first = await until(String(id), 'PASSED')
  expect(first.summary).toContain('by sim (simulated, no model), effort low')
  await room.endpoint('gpu', { model: 'm-120b' })
  const judgedBy = { endpoint: 'gpu', effort: 'HIGH' }
  expect(await set({ judgedBy })).toMatchObject({
    judgedBy: { endpoint: 'gpu', model: null, effort: 'HIGH' },
  })
  const passed = await untilSummary(String(id), 'by gpu (m-120b), effort high')
  expect(passed).toMatchObject({ state: 'PASSED' })
  expect(passed.reportId).not.toBe(first.reportId)
  expect(await set({ judgedBy: null })).toMatchObject({ code: 'REASON_REQUIRED' })
  await room.database.query(`UPDATE endpoint SET state = 'draining' WHERE name = 'gpu'`)
})

test('a change that brings two policies passes when both do', async () => {
  ofBuy = 'VALID'
  await room.act(author, 'createBranch', { name: 'both' }, '... on Branch { head }')
  await edit('both', { cases: jsonl({ content: 'A chair', label: 'VALID' }) })
  const other = {
    ...{ policy: 'touting', branch: 'both', manifest: manifestOf().replaceAll('SP-', 'TO-') },
    ...{ text: policyText.replaceAll('SP-', 'TO-'), cases: someCases.replaceAll('SP-', 'TO-') },
  }
  await room.commit(author, other)
  const opened = { branch: 'both', title: 'Both' }
  const { id } = await room.act(author, 'openChange', opened, '... on Change { id }')
  // One policy that fails is enough, while the other is still tested.
  const failed = await untilSummary(String(id), 'spam: 1 of 1', 'FAILED')
  expect(failed.summary?.split('\n').map((line) => line.slice(0, line.indexOf(' cases')))).toEqual([
    ...['spam: 1 of 1', 'touting: 3 of 4'],
  ])
})
