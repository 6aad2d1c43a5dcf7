import 'reflect-metadata'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Principal } from '@assize/identity'
import type { Answer } from '../../fixtures/policy-room.js'
import { PostgresGitStore } from '@assize/gitstore/nest'
import { ChangeRoom, spamText } from '../../fixtures/change-room.js'

let at: ChangeRoom
beforeAll(async () => {
  at = await ChangeRoom.open()
})
afterAll(() => at.room.close())

describe('branches', () => {
  test('every move is on the record, with who, why, from where and where to', async () => {
    const { id } = await at.aChange(at.ann, 'sharper', spamText('Promotion, thrice.'))
    await at.approve(at.bea, id)
    await at.merge(at.bea, id)
    const moves = await at.room.database.query<Answer>(
      `SELECT moved_by, reason, old_oid IS NULL AS made FROM record_ref_move
       WHERE name = 'refs/heads/sharper' ORDER BY id`,
    )
    expect(moves).toEqual([
      { moved_by: at.ann.id, reason: 'branch', made: true },
      { moved_by: at.ann.id, reason: 'commit', made: false },
    ])
    const merges = await at.room.database.query<Answer>(
      `SELECT DISTINCT moved_by FROM record_ref_move WHERE name = 'refs/heads/main' AND reason = 'merge'`,
    )
    expect(merges).toEqual([{ moved_by: at.bea.id }])
  })

  test('a commit on a head that moved, or on a branch nobody made, is refused', async () => {
    await at.branch(at.ann, 'stale')
    const seen = await at.head('stale')
    await at.commit(at.ann, { text: spamText('One.'), branch: 'stale', parent: seen })
    expect(
      await at.commit(at.ann, { text: spamText('Two.'), branch: 'stale', parent: seen }),
    ).toMatchObject({
      code: 'HEAD_MOVED',
    })
    expect(await at.commit(at.ann, { text: spamText('Two.'), branch: 'nobodys' })).toMatchObject({
      code: 'BRANCH_UNKNOWN',
    })
    expect(await at.branch(at.ann, 'stale')).toMatchObject({ code: 'HEAD_MOVED' })
    expect(await at.branch(at.ann, '../x')).toMatchObject({ code: 'REF_REFUSED' })
    expect(await at.open(at.ann, 'nobodys')).toMatchObject({ code: 'BRANCH_UNKNOWN' })
  })

  test('rules are set by approvers, say why they ask for less, and may close the short way', async () => {
    const rule = (by: Principal, more: object) =>
      at.room.act(
        by,
        'setBranchRule',
        {
          input: {
            pattern: 'main',
            requiredApprovals: 1,
            requiredChecks: ['lint'],
            directCommits: true,
            ...more,
          },
        },
        '... on BranchRule { pattern requiredApprovals directCommits loosened setBy { id } }',
      )
    expect(await rule(at.ann, {})).toMatchObject({ code: 'FORBIDDEN' })
    expect(await rule(at.bea, { requiredApprovals: 0 })).toMatchObject({ code: 'REASON_REQUIRED' })
    expect(await rule(at.bea, { requiredApprovals: 2, directCommits: false })).toMatchObject({
      loosened: false,
      setBy: { id: at.bea.id },
    })
    expect(await at.commit(at.ann, { text: spamText('At once.') })).toMatchObject({
      code: 'CHANGE_REQUIRED',
    })
    // Whoever was let through before the rule was set meets it where nobody can set another.
    const move = (reason: string) =>
      at.room.app.get(PostgresGitStore).commitFiles({
        ...{ repo: 'policies', branch: 'main', message: 'm', movedBy: at.ann.id, reason },
        changes: [{ path: 'README', bytes: Buffer.from(reason) }],
        author: { name: 'ann', email: 'ann@example.org', at: new Date(1_700_000_000_000) },
      })
    for (const reason of ['push', 'commit', 'cherry-pick', 'revert'])
      await expect(move(reason)).rejects.toMatchObject({ code: 'CHANGE_REQUIRED' })
    const now = await at.text()
    const { id } = await at.aChange(at.ann, 'two-eyes', `${now}More.\n`)
    await at.approve(at.bea, id)
    expect(await at.merge(at.ann, id)).toMatchObject({ code: 'CHANGE_BLOCKED' })
    await at.approve(at.both, id)
    expect(await at.merge(at.ann, id)).toMatchObject({ state: 'MERGED' })
    expect(await rule(at.bea, { reason: 'a small team' })).toMatchObject({ loosened: true })
    const told = await at.room.database.query<Answer>(
      `SELECT payload->>'pattern' AS pattern FROM outbox WHERE type = 'policy.branch-rule-loosened'`,
    )
    expect(told).toEqual([{ pattern: 'main' }])
  })
})
