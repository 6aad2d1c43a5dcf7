import 'reflect-metadata'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Principal } from '@assize/identity'
import { manifestYaml } from '../../policy-store.contract.js'
import { PolicyRoom, type Answer } from '../../fixtures/policy-room.js'
import { PolicyReleases } from './policy-releases.service.js'
import { Rollbacks } from './rollbacks.service.js'

let room: PolicyRoom
let ann: Principal
let bea: Principal
let both: Principal
let dan: Principal

const commit = (by: Principal, text: string) =>
  room.act(
    by,
    'commitPolicy',
    {
      input: {
        policy: 'spam',
        manifest: manifestYaml,
        message: 'm',
        text: `# Spam SP-1.1 ${text}\n`,
      },
    },
    '... on PolicyVersion { sequence commit }',
  )
const publish = (by: Principal, ref: string) =>
  room.act(
    by,
    'publishPolicy',
    { input: { policy: 'spam', ref } },
    '... on Publication { id kind commit }',
  )
const arm = (by: Principal, more: object) =>
  room.act(
    by,
    'setReleaseArm',
    { input: { policy: 'spam', arm: 'CANARY', ref: 'v2', share: 10, ...more } },
    '... on ReleaseArm { arm share version { sequence } setBy { id } }',
  )
const rollback = (by: Principal, more: object = {}) =>
  room.act(
    by,
    'rollbackPolicy',
    { input: { policy: 'spam', reason: 'it fires on everything', ...more } },
    '... on Publication { id kind commit emergency }',
  )
const approve = (by: Principal, publicationId: unknown) =>
  room.act(
    by,
    'approveRollback',
    { input: { publicationId } },
    '... on RollbackApprovalType { approvedBy { id } late }',
  )
const arms = async (): Promise<Answer[]> => {
  const { policy } = await room.ask<{ policy: { arms: Answer[] } }>(
    ann,
    '{ policy(name: "spam") { arms { arm share version { sequence } } } }',
  )
  return policy.arms
}
const due = async (): Promise<Answer[]> => {
  const { approvalsDue } = await room.ask<{ approvalsDue: Answer[] }>(
    ann,
    '{ approvalsDue { policy overdue publication { id emergency } } }',
  )
  return approvalsDue
}

beforeAll(async () => {
  room = await PolicyRoom.open()
  ann = await room.person('ann', 'policy-author')
  bea = await room.person('bea', 'policy-approver')
  both = await room.person('cleo', 'policy-author', 'policy-approver')
  dan = await room.person('dan', 'policy-approver')
  await commit(ann, 'one')
  await publish(bea, 'v1')
  await commit(both, 'two')
})
afterAll(() => room.close())

describe('a version in part', () => {
  test('is put in use by an approver who wrote none of it', async () => {
    expect(await arm(ann, {})).toMatchObject({ code: 'FORBIDDEN' })
    expect(await arm(both, {})).toMatchObject({ code: 'OWN_CHANGE' })
    const raw = room.database.query(
      `INSERT INTO record_release_arm (id, policy, arm, "commit", share, set_by, set_at)
       SELECT uuidv7(), policy, 'canary', "commit", 10, $1, now() FROM record_policy_version
       WHERE policy = 'spam' AND sequence = 2`,
      [both.id],
    )
    await expect(raw).rejects.toMatchObject({ code: 'AZ004' })
    for (const share of [0, 51, null])
      expect(await arm(bea, { share })).toMatchObject({ code: 'ARM_REFUSED' })
    expect(await arm(bea, { ref: 'v1' })).toMatchObject({ code: 'ALREADY_IN_FORCE' })
    expect(await arm(bea, {})).toMatchObject({ arm: 'CANARY', share: 10, setBy: { id: bea.id } })
    expect(await arms()).toEqual([{ arm: 'CANARY', share: 10, version: { sequence: 2 } }])
  })

  test('that is only watched may be put there by who wrote it', async () => {
    const shadow = { arm: 'SHADOW', share: null }
    expect(await arm(both, shadow)).toMatchObject({ arm: 'SHADOW' })
    const { live, canary, shadow: beside } = await releases().judgedUnder('spam', null)
    expect([live.sequence, canary?.version.sequence, beside?.sequence]).toEqual([1, 2, 2])
    expect(await arm(bea, { ...shadow, ref: null })).toMatchObject({ version: null })
    expect(await arms()).toHaveLength(1)
  })

  test('has no part in what is asked for by name', async () => {
    const { live, canary } = await releases().judgedUnder('spam', 'v1')
    expect([live.sequence, canary]).toEqual([1, null])
  })

  test('ends with the next publication', async () => {
    await publish(bea, 'v2')
    expect(await arms()).toEqual([])
    const { live, canary } = await releases().judgedUnder('spam', null)
    expect([live.sequence, canary]).toEqual([2, null])
  })
})

test('what is done later counts, whichever process’s clock is behind', async () => {
  const shadow = { arm: 'SHADOW', ref: 'v1', share: null }
  await arm(bea, shadow)
  room.clock.skip(-60_000)
  await arm(bea, { ...shadow, ref: null })
  expect(await arms()).toEqual([])
  await arm(bea, shadow)
  room.clock.skip(-60_000)
  await publish(bea, 'v1')
  room.clock.skip(180_000)
  expect(await arms()).toEqual([])
  await publish(bea, 'v2')
})

describe('a rollback', () => {
  test('is an approver’s; an author’s in an emergency, with a reason', async () => {
    expect(await rollback(ann)).toMatchObject({ code: 'FORBIDDEN' })
    expect(await rollback(ann, { emergency: true, reason: ' ' })).toMatchObject({
      code: 'REASON_REQUIRED',
    })
    expect(await rollback(bea)).toMatchObject({ kind: 'rollback', emergency: false })
    expect(await rollback(bea, { ref: 'v1' })).toMatchObject({ code: 'ALREADY_IN_FORCE' })
    expect(await due()).toEqual([])
    await commit(ann, 'three')
    expect(await rollback(bea, { ref: 'v3' })).toMatchObject({ code: 'NOT_A_ROLLBACK' })
  })

  test('in an emergency goes back only, never to what an approver took out', async () => {
    expect(await rollback(both, { ref: 'v2', emergency: true })).toMatchObject({
      code: 'NOT_A_ROLLBACK',
    })
    expect(await rollback(both, { emergency: true })).toMatchObject({ code: 'NOT_A_ROLLBACK' })
    const raw = room.database.query(
      `INSERT INTO record_publication (id, policy, "commit", kind, note, published_by, published_at, emergency)
       SELECT uuidv7(), policy, "commit", 'rollback', 'again', $1, $2, true FROM record_policy_version
       WHERE policy = 'spam' AND sequence = 2`,
      [ann.id, room.clock.now()],
    )
    await expect(raw).rejects.toMatchObject({ code: 'AZ004' })
    expect(await publish(bea, 'v2')).toMatchObject({ kind: 'rollback' })
  })

  test('in an emergency is approved after it, by another approver', async () => {
    const { id } = await rollback(both, { ref: 'v1', emergency: true })
    expect(await due()).toMatchObject([{ policy: 'spam', overdue: false, publication: { id } }])
    expect(await approve(ann, id)).toMatchObject({ code: 'FORBIDDEN' })
    expect(await approve(both, id)).toMatchObject({ code: 'OWN_CHANGE' })
    const raw = room.database.query(
      `INSERT INTO record_rollback_approval (id, publication_id, approved_by, approved_at)
       VALUES (uuidv7(), $1, $2, now())`,
      [id, both.id],
    )
    await expect(raw).rejects.toMatchObject({ code: 'AZ004' })
    expect(await approve(bea, id)).toMatchObject({ approvedBy: { id: bea.id }, late: false })
    expect(await approve(dan, id)).toMatchObject({ code: 'ALREADY_APPROVED' })
    expect(await due()).toEqual([])
    await publish(bea, 'v2')
  })

  test('that nobody approved within a day is told of once, and keeps a further one back', async () => {
    const { id } = await rollback(ann, { ref: 'v1', emergency: true })
    const rollbacks = room.app.get(Rollbacks)
    expect(await rollbacks.noteOverdue()).toBe(0)
    room.clock.skip(25 * 60 * 60 * 1000)
    expect(await rollbacks.noteOverdue()).toBe(1)
    expect(await rollbacks.noteOverdue()).toBe(0)
    expect(await due()).toMatchObject([{ overdue: true }])
    await publish(bea, 'v2')
    expect(await rollback(ann, { ref: 'v1', emergency: true })).toMatchObject({
      code: 'APPROVAL_OVERDUE',
    })
    const raw = room.database.query(
      `INSERT INTO record_publication (id, policy, "commit", kind, note, published_by, published_at, emergency)
       SELECT uuidv7(), policy, "commit", 'rollback', 'again', $1, $2, true FROM record_policy_version
       WHERE policy = 'spam' AND sequence = 1`,
      [ann.id, room.clock.now()],
    )
    await expect(raw).rejects.toMatchObject({ code: 'AZ008' })
    expect(await approve(bea, id)).toMatchObject({ late: true })
    expect(await rollback(ann, { ref: 'v1', emergency: true })).toMatchObject({ kind: 'rollback' })
    await publish(bea, 'v2')
  })
})

test('no account of a service puts anything in force or in use, nor says so below the service', async () => {
  const robot = { kind: 'service', name: 'robot', roles: ['service'], scopes: null } as const
  const service: Principal = { ...robot, id: '01997000-0000-7000-8000-00000000000a' }
  await room.database.query(
    `INSERT INTO service_account (id, name, created_at) VALUES ($1, 'robot', now())`,
    [service.id],
  )
  const forbidden = { code: 'FORBIDDEN' }
  expect(await publish(service, 'v1')).toMatchObject(forbidden)
  expect(await arm(service, {})).toMatchObject(forbidden)
  for (const emergency of [true, false])
    expect(await rollback(service, { emergency })).toMatchObject(forbidden)
  const { id } = await rollback(ann, { ref: 'v1', emergency: true })
  expect(await approve(service, id)).toMatchObject(forbidden)
  const version = `FROM record_policy_version WHERE policy = 'spam' AND sequence = 1`
  for (const insert of [
    `INSERT INTO record_publication (id, policy, "commit", kind, published_by, published_at)
     SELECT uuidv7(), policy, "commit", 'rollback', $1, now() ${version}`,
    `INSERT INTO record_release_arm (id, policy, arm, "commit", set_by, set_at)
     SELECT uuidv7(), policy, 'shadow', "commit", $1, now() ${version}`,
    `INSERT INTO record_rollback_approval (id, publication_id, approved_by, approved_at)
     VALUES (uuidv7(), '${String(id)}', $1, now())`,
    `INSERT INTO record_branch_rule (id, pattern, required_approvals, direct_commits, loosened, reason, set_by, set_at)
     VALUES (uuidv7(), 'main', 0, true, true, 'alone', $1, now())`,
  ])
    await expect(room.database.query(insert, [service.id])).rejects.toMatchObject({ code: 'AZ004' })
  await approve(bea, id)
  await publish(bea, 'v2')
})

test('the version in force on a date can be asked for', async () => {
  const ask = async (at: string) =>
    (await room.ask(ann, `{ policyInForce(policy: "spam", at: "${at}") { sequence } }`))[
      'policyInForce'
    ]
  expect(await ask('2020-01-01T00:00:00Z')).toBeNull()
  expect(await ask('2026-05-20T00:00:00Z')).toEqual({ sequence: 2 })
})

const releases = () => room.app.get(PolicyReleases)
