import 'reflect-metadata'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { PostgresGitStore } from '@assize/gitstore/nest'
import type { Principal } from '@assize/identity'
import type { Answer } from '../../fixtures/policy-room.js'
import { ChangeRoom, spamText } from '../../fixtures/change-room.js'

let at: ChangeRoom
beforeAll(async () => {
  at = await ChangeRoom.open()
})
afterAll(() => at.room.close())

const mergeRaw = (id: unknown, commit: string) =>
  at.room.database.query(
    `INSERT INTO record_change_event (id, change_id, kind, person, "commit", merge_commit, recorded_at)
     VALUES (uuidv7(), $1, 'merged', $2, $3, $3, now())`,
    [id, at.bea.id, commit],
  )

describe('nobody approves what they wrote', () => {
  test('neither who opened the change nor whose commit it holds', async () => {
    await at.branch(at.ann, 'joint')
    await at.commit(at.both, { text: spamText('Promotion, nine times.'), branch: 'joint' })
    const { id } = await at.open(at.ann, 'joint')
    expect(await at.approve(at.both, id)).toMatchObject({ code: 'OWN_CHANGE' })
    expect(await at.approve(at.bea, id)).toMatchObject({ state: 'OPEN' })
    // An author who joins is an author from then on, and the head has moved besides.
    await at.commit(at.ann, { text: spamText('Promotion, ten times.'), branch: 'joint' })
    expect(await at.approve(at.both, id)).toMatchObject({ code: 'OWN_CHANGE' })
    await at.close(at.ann, id)
  })

  test('nor do those whom a commit only names', async () => {
    await at.aChange(at.both, 'source', spamText('Promotion, eleven times.'))
    const source = await at.head('source')
    await at.branch(at.ann, 'picked')
    const picked = await at.pick(at.ann, source, 'picked')
    expect(picked).toMatchObject({ branch: 'picked' })
    const { id } = await at.open(at.ann, 'picked')
    const seen = await at.detail(id)
    expect(seen['authors']).toHaveLength(2)
    expect(await at.approve(at.both, id)).toMatchObject({ code: 'OWN_CHANGE' })
  })

  test('nor does who brought a commit in under another name, through whichever branch', async () => {
    const push = (branch: string) =>
      at.room.app.get(PostgresGitStore).commitFiles({
        ...{ repo: 'policies', branch, message: 'm', movedBy: at.both.id, reason: 'push' },
        changes: [{ path: 'policies/spam/policy.md', bytes: Buffer.from(spamText('By nobody.')) }],
        author: { name: 'Nobody', email: 'nobody@example.com', at: new Date(1_700_000_000_000) },
      })
    await at.branch(at.ann, 'theirs')
    const commit = await push('theirs')
    await at.branch(at.ann, 'under-my-name', 'theirs')
    const { id } = await at.open(at.ann, 'under-my-name')
    expect(await at.approve(at.both, id)).toMatchObject({ code: 'OWN_CHANGE' })
    const raw = at.room.database.query(
      `INSERT INTO record_change_event (id, change_id, kind, person, "commit", recorded_at)
       VALUES (uuidv7(), $1, 'approved', $2, $3, now())`,
      [id, at.both.id, commit],
    )
    await expect(raw).rejects.toMatchObject({ code: 'AZ004' })
    await at.close(at.ann, id)
  })

  test('a name a commit was given bars who bears it from approving, and takes no request off the change', async () => {
    const { id } = await at.aChange(at.ann, 'forged', spamText('Promotion, by whom.'))
    await at.request(at.both, id, 'say by whom')
    const author = { name: 'cleo', email: 'CLEO@example.org', at: new Date(1_700_000_000_000) }
    await at.room.app.get(PostgresGitStore).commitFiles({
      ...{ repo: 'policies', branch: 'forged', message: 'm', movedBy: at.ann.id, reason: 'push' },
      ...{ author, changes: [{ path: 'README', bytes: Buffer.from('as cleo') }] },
    })
    expect(await at.approve(at.both, id)).toMatchObject({ code: 'OWN_CHANGE' })
    await at.approve(at.bea, id)
    const [forged] = (await at.detail(id))['commits'] as Answer[]
    expect(forged).toMatchObject({ author: 'cleo', broughtBy: { id: at.ann.id } })
    expect((await at.detail(id))['merge']).toMatchObject({
      ...{ approvals: 1, obstacles: [{ kind: 'CHANGES_REQUESTED' }] },
    })
    expect(await at.merge(at.ann, id)).toMatchObject({ code: 'CHANGE_BLOCKED' })
    // Who takes part in the work has asked for what they may do themselves.
    await at.commit(at.both, { text: spamText('Promotion, by cleo.'), branch: 'forged' })
    await at.approve(at.bea, id)
    expect(await at.merge(at.ann, id)).toMatchObject({ state: 'MERGED' })
  })

  test('nor does an account of a service, whatever it is let do', async () => {
    const { id } = await at.aChange(at.ann, 'served', spamText('Promotion, at night.'))
    const robot = { kind: 'service', name: 'robot', scopes: null } as const
    const service = { ...robot, id: '01997000-0000-7000-8000-00000000000a', roles: ['service'] }
    expect(await at.approve(service as Principal, id)).toMatchObject({ code: 'FORBIDDEN' })
    const raw = at.room.database.query(
      `INSERT INTO record_change_event (id, change_id, kind, person, "commit", recorded_at)
       VALUES (uuidv7(), $1, 'approved', $2, $3, now())`,
      [id, service.id, await at.head('served')],
    )
    await expect(raw).rejects.toMatchObject({ code: 'AZ004' })
    await at.close(at.ann, id)
  })

  test('the database says so too', async () => {
    const { id } = await at.aChange(at.ann, 'below', spamText('Promotion, twelve times.'))
    const below = await at.head('below')
    const insert = (person: string, kind: string, commit = below) =>
      at.room.database.query(
        `INSERT INTO record_change_event (id, change_id, kind, person, "commit", merge_commit, recorded_at)
         VALUES (uuidv7(), $1, $2, $3, $4, $5, now())`,
        [id, kind, person, commit, kind === 'merged' ? commit : null],
      )
    await expect(insert(at.ann.id, 'approved')).rejects.toMatchObject({ code: 'AZ004' })
    await expect(insert(at.bea.id, 'merged')).rejects.toMatchObject({ code: 'AZ004' })
    await expect(insert(at.bea.id, 'approved', '0'.repeat(40))).rejects.toMatchObject({
      code: 'AZ007',
    })
    await insert(at.bea.id, 'approved')
    await insert(at.bea.id, 'merged')
  })

  test('an approval is not had back by moving the head away and back', async () => {
    const { id } = await at.aChange(at.ann, 'rewound', spamText('Promotion, now and then.'))
    const [first] = [await at.head('rewound'), await at.approve(at.bea, id)]
    await at.commit(at.ann, { text: spamText('Promotion, or not.'), branch: 'rewound' })
    const second = await at.head('rewound')
    await at.room.database.transaction(async (tx) => {
      const mover = { movedBy: at.ann.id, reason: 'push' }
      const { work } = await at.room.app.get(PostgresGitStore).within(tx, 'policies', mover)
      await work.moveBranch('rewound', second, first)
    })
    expect((await at.detail(id))['merge']).toMatchObject({
      ...{ approvals: 0, obstacles: [{ kind: 'APPROVALS_MISSING' }] },
    })
    await expect(mergeRaw(id, first)).rejects.toMatchObject({ code: 'AZ004' })
    await at.approve(at.both, id)
    expect(await at.merge(at.ann, id)).toMatchObject({ state: 'MERGED' })
    const { policy } = await at.room.ask<{ policy: { versions: { edges: Answer[] } } }>(
      at.reviewer,
      '{ policy(name: "spam") { versions(first: 1) { edges { node { authors { id } approvedBy { id } } } } } }',
    )
    expect(policy.versions.edges[0]?.['node']).toEqual({
      ...{ authors: [{ id: at.ann.id }], approvedBy: [{ id: at.both.id }] },
    })
  })

  test('the database asks for the approvals of the rule that holds, also of a pattern', async () => {
    const rule = (pattern: string, requiredApprovals: number) =>
      at.room.act(
        at.bea,
        'setBranchRule',
        {
          input: {
            ...{ pattern, requiredApprovals, requiredChecks: [], directCommits: true },
            reason: 'as we agreed',
          },
        },
        '... on BranchRule { id }',
      )
    await rule('stag*', 1)
    await at.branch(at.ann, 'staging_1')
    await at.branch(at.ann, 'to-staging')
    await at.commit(at.ann, { text: spamText('Promotion, staged.'), branch: 'to-staging' })
    const { id } = await at.open(at.ann, 'to-staging', { target: 'staging_1' })
    const head = await at.head('to-staging')
    await expect(mergeRaw(id, head)).rejects.toMatchObject({ code: 'AZ004' })
    await rule('staging_1', 0)
    await mergeRaw(id, head)
  })

  test('a version from a change is published by nobody who wrote a part of it', async () => {
    await at.branch(at.ann, 'parts')
    await at.commit(at.both, { text: spamText('Promotion, thirteen times.'), branch: 'parts' })
    await at.commit(at.ann, { text: spamText('Promotion, fourteen times.'), branch: 'parts' })
    const { id } = await at.open(at.ann, 'parts')
    await at.approve(at.bea, id)
    await at.merge(at.ann, id)
    const [newest] = await at.versions()
    const publish = (by: Principal) =>
      at.room.act(
        by,
        'publishPolicy',
        { input: { policy: 'spam', ref: `v${String(newest?.['sequence'])}` } },
        '... on Publication { kind }',
      )
    expect(await publish(at.both)).toMatchObject({ code: 'OWN_CHANGE' })
    const raw = at.room.database.query(
      `INSERT INTO record_publication (id, policy, "commit", kind, published_by, published_at)
       VALUES (uuidv7(), 'spam', $1, 'published', $2, now())`,
      [newest?.['commit'], at.both.id],
    )
    await expect(raw).rejects.toMatchObject({ code: 'AZ004' })
    expect(await publish(at.bea)).toMatchObject({ kind: 'published' })
    const tags = await at.room.database.query<{ name: string; moved_by: string; reason: string }>(
      `SELECT name, moved_by, reason FROM record_ref_move WHERE name LIKE 'refs/tags/%'`,
    )
    expect(tags).toEqual([
      {
        name: `refs/tags/spam/v${String(newest?.['sequence'])}`,
        moved_by: at.bea.id,
        reason: 'release',
      },
    ])
  })
})
