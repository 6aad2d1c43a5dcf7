import 'reflect-metadata'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { ChangeRoom, spamText } from '../../fixtures/change-room.js'
import { PolicyChecks } from './policy-checks.service.js'

let at: ChangeRoom
beforeAll(async () => {
  at = await ChangeRoom.open()
})
afterAll(() => at.room.close())

test('what other rooms report of a commit stands with the change, the newest of a name, until the head moves', async () => {
  const change = await at.aChange(at.ann, 'checked', spamText('Promotion, twice.'))
  const head = await at.head('checked')
  const checks = at.room.app.get(PolicyChecks)
  const report = (state: 'failed' | 'passed') =>
    checks.report({
      ...{ commit: head, name: 'tests', state, reportId: 'r1' },
      ...{ summary: `1 of 2 ${state}`, reportedBy: 'evaluation' },
    })
  const shown = async () => (await at.detail(change['id']))['checks'] as { name: string }[]
  await report('failed')
  expect(await shown()).toContainEqual(
    expect.objectContaining({ name: 'tests', state: 'FAILED', summary: '1 of 2 failed' }),
  )
  await report('passed')
  expect(await shown()).toContainEqual(
    expect.objectContaining({ name: 'tests', state: 'PASSED', required: false }),
  )
  const told = await at.room.database.query<{ payload: object }>(
    `SELECT payload FROM outbox WHERE type = 'policy.change-changed' AND subject = $1`,
    [change['id']],
  )
  expect(
    told.filter(({ payload }) => 'kind' in payload && payload.kind === 'checked'),
  ).toHaveLength(2)
  await at.commit(at.ann, { text: spamText('Promotion, thrice.'), branch: 'checked' })
  expect((await shown()).map(({ name }) => name)).toEqual(['lint'])
})

test('a check has a name of a check', () => {
  const checks = at.room.app.get(PolicyChecks)
  const report = { commit: 'c'.repeat(40), state: 'passed', reportId: null, summary: null } as const
  expect(() => checks.report({ ...report, name: 'My Tests', reportedBy: 'x' })).toThrow(
    expect.objectContaining({ code: 'CHECK_REFUSED' }),
  )
})
