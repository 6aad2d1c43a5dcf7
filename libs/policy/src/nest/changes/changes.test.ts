import 'reflect-metadata'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { PostgresGitStore } from '@assize/gitstore/nest'
import type { Principal } from '@assize/identity'
import { ChangeRoom, spamText } from '../../fixtures/change-room.js'

let at: ChangeRoom
beforeAll(async () => {
  at = await ChangeRoom.open()
})
afterAll(() => at.room.close())

describe('a change', () => {
  test('is looked at whatever bytes the files for people hold, and however long they are', async () => {
    const bytes = Buffer.from([0xff, 0xfe, 0x00, 0x41])
    await at.branch(at.ann, 'odd-target')
    await at.branch(at.ann, 'odd')
    const commit = (branch: string, changes: readonly { path: string; bytes: Buffer }[]) =>
      at.room.app.get(PostgresGitStore).commitFiles({
        ...{ repo: 'policies', branch, message: 'm', movedBy: at.ann.id, changes },
        author: { name: 'Ann', email: 'ann@example.com', at: new Date(1_700_000_000_000) },
      })
    await commit('odd-target', [{ path: 'OWNERS', bytes }])
    const policy = await at.text()
    await commit('odd', [
      { path: 'README.md', bytes },
      { path: 'policies/spam/policy.md', bytes: Buffer.from(policy + '\n'.repeat(60_000)) },
    ])
    const { id } = await at.open(at.ann, 'odd', { target: 'odd-target' })
    expect(await at.detail(id)).toMatchObject({
      files: [{ path: 'README.md' }],
      policies: [{ files: [{ path: 'policies/spam/policy.md', cut: true, lines: [] }] }],
    })
    expect(await at.merge(at.ann, id)).toMatchObject({ state: 'MERGED' })
  })

  test('is drafted on a branch, looked at, approved by another and merged into the next version', async () => {
    await at.branch(at.ann, 'sharper')
    const drafted = await at.commit(at.ann, {
      text: spamText('Promotion, thrice.'),
      branch: 'sharper',
    })
    expect(drafted).toMatchObject({ __typename: 'BranchCommit', branch: 'sharper' })
    expect(await at.versions()).toHaveLength(1)
    const change = await at.open(at.ann, 'sharper')
    expect(change).toMatchObject({ title: 'Do sharper', state: 'OPEN' })
    const before = await at.detail(change['id'])
    expect(before).toMatchObject({
      head: drafted['commit'],
      authors: [{ name: expect.anything() }],
      commits: [{ author: 'ann', message: 'say more\n', broughtBy: { id: at.ann.id } }],
      checks: [{ name: 'lint', state: 'PASSED', required: true }],
      merge: { mergeable: false, obstacles: [{ kind: 'APPROVALS_MISSING' }], conflicts: [] },
      policies: [
        {
          policy: 'spam',
          files: [{ path: 'policies/spam/policy.md', kind: 'changed', added: 1, removed: 1 }],
          rules: [{ kind: 'changed', code: 'SP-1.1', fields: ['WORDING'] }],
        },
      ],
    })
    expect(await at.merge(at.ann, change['id'])).toMatchObject({ code: 'CHANGE_BLOCKED' })
    expect(await at.approve(at.bea, change['id'], { head: drafted['commit'] })).toMatchObject({
      state: 'OPEN',
    })
    expect(await at.detail(change['id'])).toMatchObject({ merge: { mergeable: true } })
    expect(await at.merge(at.ann, change['id'])).toMatchObject({ state: 'MERGED' })
    const [newest] = await at.versions()
    const after = await at.detail(change['id'])
    expect(newest).toMatchObject({ sequence: 2, text: spamText('Promotion, thrice.') })
    expect(after['mergeCommit']).toBe(newest?.['commit'])
    expect(after['policies']).toEqual(before['policies'])
    expect(await at.merge(at.ann, change['id'])).toMatchObject({ code: 'CHANGE_ENDED' })
  })

  test('an approval ends when the head moves, and is given of the head that was looked at', async () => {
    const change = await at.aChange(at.ann, 'moving', spamText('Promotion, four times.'))
    const { head } = await at.detail(change['id'])
    await at.approve(at.bea, change['id'], { head })
    await at.commit(at.ann, {
      text: spamText('Promotion, five times.'),
      branch: 'moving',
      parent: head,
    })
    const moved = await at.detail(change['id'])
    expect(moved).toMatchObject({
      merge: { mergeable: false, approvals: 0 },
      events: [{ kind: 'APPROVED', stands: false }, { kind: 'HEAD_MOVED' }],
      checks: [{ name: 'lint', state: 'PASSED' }],
    })
    expect(await at.approve(at.bea, change['id'], { head })).toMatchObject({ code: 'HEAD_MOVED' })
    await expect(at.approve(at.bea, change['id'], { head: undefined })).rejects.toThrow(
      'validation',
    )
    expect(await at.approve(at.bea, change['id'], { head: moved['head'] })).toMatchObject({
      state: 'OPEN',
    })
    expect(await at.merge(at.bea, change['id'], { head })).toMatchObject({ code: 'HEAD_MOVED' })
    expect(await at.merge(at.bea, change['id'], { head: moved['head'] })).toMatchObject({
      state: 'MERGED',
    })
  })

  test('who asked for changes holds it until they approve', async () => {
    const change = await at.aChange(at.ann, 'held', spamText('Promotion, six times.'))
    const ask = (note: string) => at.request(at.both, change['id'], note)
    expect(await ask(' ')).toMatchObject({ code: 'MESSAGE_REFUSED' })
    expect(await ask('say why')).toMatchObject({ state: 'OPEN' })
    await at.approve(at.bea, change['id'])
    expect(await at.merge(at.ann, change['id'])).toMatchObject({ code: 'CHANGE_BLOCKED' })
    await at.approve(at.both, change['id'])
    expect(await at.merge(at.ann, change['id'])).toMatchObject({ state: 'MERGED' })
  })

  test('roles are asked for', async () => {
    const change = await at.aChange(at.ann, 'roles', spamText('Promotion, seven times.'))
    const id = change['id']
    expect(await at.open(at.bea, 'roles')).toMatchObject({ code: 'FORBIDDEN' })
    expect(await at.approve(at.art, id)).toMatchObject({ code: 'FORBIDDEN' })
    expect(await at.merge(at.reviewer, id)).toMatchObject({ code: 'FORBIDDEN' })
    expect(await at.branch(at.bea, 'hers')).toMatchObject({ code: 'FORBIDDEN' })
    const close = (by: Principal) => at.close(by, id)
    expect(await close(at.reviewer)).toMatchObject({ code: 'FORBIDDEN' })
    expect(await close(at.ann)).toMatchObject({ state: 'CLOSED' })
    expect(await at.approve(at.bea, id)).toMatchObject({ code: 'CHANGE_ENDED' })
  })
})
