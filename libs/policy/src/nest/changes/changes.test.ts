import 'reflect-metadata'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Principal } from '@assize/identity'
import { manifestYaml } from '../../policy-store.contract.js'
import { PolicyRoom, type Answer } from '../fixtures/policy-room.js'

let room: PolicyRoom
let ann: Principal

let bea: Principal

let reviewer: Principal

const text = (promotion: string, links = 'Three links or more.') =>
  `# Spam\n\n- SP-1.1 ${promotion}\n\nSome words between.\nAnd more of them.\n\n## Links\n\n${links}\n`

beforeAll(async () => {
  room = await PolicyRoom.open()
  ann = await room.person('ann', 'policy-author')

  bea = await room.person('bea', 'policy-approver')

  reviewer = await room.person('rob', 'reviewer')
  await commit(ann, { text: text('Repeated promotion.') })
})
afterAll(() => room.close())

const commit = (by: Principal, input: object) =>
  room.act(
    by,
    'commitPolicy',
    { input: { policy: 'spam', manifest: manifestYaml, message: 'say more', ...input } },
    '... on PolicyVersion { sequence commit } ... on BranchCommit { branch commit }',
  )

const branch = (by: Principal, name: string) =>
  room.act(by, 'createBranch', { input: { name } }, '... on Branch { name head }')

const changeFields = '... on Change { id number title state branch }'
const open = (by: Principal, name: string, more: object = {}) =>
  room.act(
    by,
    'openChange',
    { input: { branch: name, title: `Do ${name}`, ...more } },
    changeFields,
  )
const approve = (by: Principal, changeId: unknown, more: object = {}) =>
  room.act(by, 'approveChange', { input: { changeId, ...more } }, changeFields)
const merge = (by: Principal, changeId: unknown, more: object = {}) =>
  room.act(by, 'mergeChange', { input: { changeId, ...more } }, changeFields)

const detail = async (id: unknown): Promise<Answer> => {
  const { change } = await room.ask<{ change: { detail: Answer } }>(
    reviewer,
    `query ($id: ID!) { change(id: $id) { state detail {
       head base mergeCommit authors { name } commits { author message }
       checks { name state required summary }
       merge { mergeable obstacles { kind message } conflicts commands approvals requiredApprovals
         owners { path owners approved } }
       events { kind by { name } words stands commit }
       policies { policy files { path kind added removed lines { kind text } }
         rules { kind code fields } examples { kind line labelAfter } } files { path } } } }`,
    { id },
  )
  return change.detail
}

const versions = async (): Promise<Answer[]> => {
  const { policy } = await room.ask<{ policy: { versions: { edges: { node: Answer }[] } } }>(
    reviewer,
    `{ policy(name: "spam") { versions(first: 50) { edges { node { sequence commit text author } } } } }`,
  )
  return policy.versions.edges.map(({ node }) => node)
}

describe('a change', () => {
  test('is drafted on a branch, looked at, approved by another and merged into the next version', async () => {
    await branch(ann, 'sharper')
    const drafted = await commit(ann, { text: text('Promotion, thrice.'), branch: 'sharper' })
    expect(drafted).toMatchObject({ __typename: 'BranchCommit', branch: 'sharper' })
    expect(await versions()).toHaveLength(1)
    const change = await open(ann, 'sharper')
    expect(change).toMatchObject({ title: 'Do sharper', state: 'OPEN' })
    const before = await detail(change['id'])
    expect(before).toMatchObject({
      head: drafted['commit'],
      authors: [{ name: expect.anything() }],
      commits: [{ author: 'ann', message: 'say more\n' }],
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
    expect(await merge(ann, change['id'])).toMatchObject({ code: 'CHANGE_BLOCKED' })
    expect(await approve(bea, change['id'], { head: drafted['commit'] })).toMatchObject({
      state: 'OPEN',
    })
    expect(await detail(change['id'])).toMatchObject({ merge: { mergeable: true } })
    expect(await merge(ann, change['id'])).toMatchObject({ state: 'MERGED' })
    const [newest] = await versions()
    const after = await detail(change['id'])
    expect(newest).toMatchObject({ sequence: 2, text: text('Promotion, thrice.') })
    expect(after['mergeCommit']).toBe(newest?.['commit'])
    expect(after['policies']).toEqual(before['policies'])
    expect(await merge(ann, change['id'])).toMatchObject({ code: 'CHANGE_ENDED' })
  })
})
