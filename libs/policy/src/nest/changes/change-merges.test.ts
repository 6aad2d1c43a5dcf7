import 'reflect-metadata'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { manifestYaml } from '../../policy-store.contract.js'
import { ChangeRoom, spamText } from '../../fixtures/change-room.js'

let at: ChangeRoom
beforeAll(async () => {
  at = await ChangeRoom.open()
})
afterAll(() => at.room.close())

describe('merging', () => {
  test('of two that touch other lines brings both; of two that disagree refuses with the commands', async () => {
    const first = await at.aChange(
      at.ann,
      'links',
      spamText('Repeated promotion.', 'Four links or more.'),
    )
    const second = await at.aChange(at.art, 'words', spamText('Promotion, fifteen times.'))
    const third = await at.aChange(at.art, 'others', spamText('Promotion, sixteen times.'))
    for (const { id } of [first, second, third]) await at.approve(at.bea, id)
    expect(await at.merge(at.ann, first['id'])).toMatchObject({ state: 'MERGED' })
    expect(await at.merge(at.art, second['id'])).toMatchObject({ state: 'MERGED' })
    const [newest] = await at.versions()
    expect(newest?.['text']).toBe(spamText('Promotion, fifteen times.', 'Four links or more.'))
    const refused = await at.merge(at.art, third['id'])
    expect(refused).toMatchObject({
      code: 'MERGE_CONFLICT',
      facts: {
        paths: ['policies/spam/policy.md'],
        commands: expect.arrayContaining(['git merge origin/main']),
      },
    })
    expect(await at.detail(third['id'])).toMatchObject({
      merge: { mergeable: false, conflicts: ['policies/spam/policy.md'] },
    })
  })

  test('twice at once makes one version; two changes at once make two', async () => {
    const before = (await at.versions()).length
    const now = await at.text()
    const one = await at.aChange(at.ann, 'race-1', now.replace('Some words', 'Other words'))
    const two = await at.aChange(at.art, 'race-2', now.replace('Four links', 'Five links'))
    for (const { id } of [one, two]) await at.approve(at.bea, id)
    const ids = [one['id'], one['id'], two['id'], two['id']]
    const answers = await Promise.all(ids.map((id) => at.merge(at.bea, id)))
    expect(answers.map((answer) => answer['state'] ?? answer['code']).sort()).toEqual([
      ...['CHANGE_ENDED', 'CHANGE_ENDED', 'MERGED', 'MERGED'],
    ])
    const after = await at.versions()
    expect(after).toHaveLength(before + 2)
    expect(after[0]?.['text']).toContain('Other words')
    expect(after[0]?.['text']).toContain('Five links')
  })

  test('an approval that meets a moving head is of the head it saw, or refused', async () => {
    const now = await at.text()
    const { id } = await at.aChange(at.ann, 'race-3', now.replace('Five links', 'Six links'))
    const seen = await at.head('race-3')
    const [approved] = await Promise.all([
      at.approve(at.bea, id, { head: seen }),
      at.commit(at.ann, { text: now.replace('Five links', 'Seven links'), branch: 'race-3' }),
    ])
    expect([undefined, 'HEAD_MOVED']).toContain(approved['code'])
    expect(await at.merge(at.ann, id)).toMatchObject({ code: 'CHANGE_BLOCKED' })
  })

  test('a lint error on the branch is a failed check, and refuses the version', async () => {
    const now = await at.text()
    await at.branch(at.ann, 'flipped')
    const manifest = manifestYaml.replace('outcome: violates', 'outcome: allowed')
    await at.commit(at.ann, { text: now, manifest, branch: 'flipped' })
    const { id } = await at.open(at.ann, 'flipped')
    await at.approve(at.bea, id)
    expect(await at.detail(id)).toMatchObject({
      checks: [{ name: 'lint', state: 'FAILED' }],
      merge: { obstacles: [{ kind: 'CHECKS_MISSING' }] },
    })
  })

  test('what a change brought is taken back by a change of its own', async () => {
    const before = await at.text()
    const { id } = await at.aChange(at.ann, 'mistake', before.replace('And more', 'And wrong'))
    await at.approve(at.bea, id)
    const revert = (change: unknown) => at.revert(at.art, change)
    expect(await revert(id)).toMatchObject({ code: 'CHANGE_OPEN' })
    await at.merge(at.ann, id)
    const back = await revert(id)
    expect(back).toMatchObject({ title: 'Revert "Do mistake"', state: 'OPEN' })
    expect(await at.approve(at.bea, back['id'])).toMatchObject({ state: 'OPEN' })
    expect(await at.merge(at.art, back['id'])).toMatchObject({ state: 'MERGED' })
    expect(await at.text()).toBe(before)
  })
})
