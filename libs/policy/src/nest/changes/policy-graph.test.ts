import 'reflect-metadata'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { ChangeRoom, spamText } from '../../fixtures/change-room.js'
import type { Answer } from '../../fixtures/policy-room.js'

let at: ChangeRoom
beforeAll(async () => {
  at = await ChangeRoom.open()
})
afterAll(() => at.room.close())

interface Node {
  readonly commit: string
  readonly parents: readonly string[]
  readonly version: { readonly sequence: number; readonly tag: Answer | null } | null
  readonly branches: readonly string[]
  readonly change: Answer | null
  readonly signature: Answer
}

async function graph(
  more = '',
): Promise<{ nodes: Node[]; hasNextPage: boolean; endCursor: string }> {
  const { policyGraph } = await at.room.ask<{ policyGraph: Answer }>(
    at.reviewer,
    `{ policyGraph(policy: "spam"${more}) { hasNextPage endCursor branchesLeftOut nodes {
         commit parents branches change { title } signature { by fingerprint person { id } }
         version { sequence tag { name signature { by } } } } } }`,
  )
  return policyGraph as never
}

const named = (nodes: readonly Node[]) => (commit: string) => {
  const node = nodes.find((each) => each.commit === commit)
  return node?.version
    ? `v${node.version.sequence}`
    : commit === ''
      ? ''
      : (node?.branches[0] ?? 'c')
}

describe('the graph of a policy', () => {
  test('has its versions, what merges brought, and branches that are open, each above its parents', async () => {
    const { id } = await at.aChange(at.ann, 'merged', spamText('Promotion, thrice.'))
    await at.approve(at.bea, id)
    await at.merge(at.bea, id)
    await at.aChange(at.art, 'open', (await at.text()).replace('And more', 'And yet more'))
    await at.branch(at.art, 'nothing-in-it')
    await at.room.act(
      at.bea,
      'publishPolicy',
      { input: { policy: 'spam', ref: 'v2' } },
      '... on Publication { id }',
    )

    const { nodes, hasNextPage } = await graph()
    const of = named(nodes)
    expect(nodes.map((node) => [of(node.commit), node.parents.map(of)])).toEqual([
      ['open', ['v2']],
      ['v2', ['v1', 'c']],
      ['c', ['v1']],
      ['v1', []],
    ])
    expect(nodes.map(({ change }) => change?.['title'] ?? null)).toEqual([
      ...['Do open', 'Do merged', 'Do merged', null],
    ])
    expect(nodes[1]?.version?.tag).toEqual({ name: 'spam/v2', signature: { by: 'SERVER' } })
    expect(nodes[3]?.version?.tag).toBeNull()
    expect(hasNextPage).toBe(false)
  })

  test('is read page by page; what lies further down is older', async () => {
    const first = await graph(', first: 1')
    expect(first.hasNextPage).toBe(true)
    expect(first.nodes.map(({ version }) => version?.sequence ?? null)).toEqual([null, 2, null])
    const next = await graph(`, first: 1, after: "${first.endCursor}"`)
    expect(next.nodes.map(({ version }) => version?.sequence)).toEqual([1])
    expect(first.nodes[2]?.parents).toEqual([next.nodes[0]?.commit])
  })

  test('tells who signed what: all that the product made is signed by the server', async () => {
    const { nodes } = await graph()
    for (const { signature } of nodes)
      expect(signature).toMatchObject({
        by: 'SERVER',
        person: null,
        fingerprint: expect.stringMatching(/^SHA256:/),
      })
  })
})

test('a version tells the change behind it and who approved that', async () => {
  const { policy } = await at.room.ask<{ policy: { versions: { edges: Answer[] } } }>(
    at.reviewer,
    `{ policy(name: "spam") { versions(first: 2) { edges { node {
         change { title detail { commits { signature { by } } } } approvedBy { id } } } } } }`,
  )
  expect(policy.versions.edges.map(({ node }) => node)).toEqual([
    {
      change: { title: 'Do merged', detail: { commits: [{ signature: { by: 'SERVER' } }] } },
      approvedBy: [{ id: at.bea.id }],
    },
    { change: null, approvedBy: [] },
  ])
})

describe('a commit is undone on a branch', () => {
  test('by a further one, which says what it undoes', async () => {
    const [newest] = await at.versions()
    const made = String(newest?.['commit'])
    await at.branch(at.ann, 'undo')
    expect(await at.revertCommit(at.bea, made, 'undo')).toMatchObject({ code: 'FORBIDDEN' })
    expect(await at.revertCommit(at.ann, made, 'main')).toMatchObject({ code: 'CHANGE_REQUIRED' })
    expect(await at.revertCommit(at.ann, made, 'undo')).toMatchObject({ branch: 'undo' })
    const { policyDraft } = await at.room.ask<{ policyDraft: Answer }>(
      at.reviewer,
      '{ policyDraft(policy: "spam", branch: "undo") { text } }',
    )
    expect(policyDraft['text']).toBe(spamText('Repeated promotion.'))
    expect(await at.revertCommit(at.ann, made, 'undo')).toMatchObject({ code: 'NOTHING_CHANGED' })
  })

  test('unless other work stands on it: then git’s own commands are told', async () => {
    await at.branch(at.ann, 'stands')
    await at.commit(at.ann, { text: spamText('Promotion, ten times.'), branch: 'stands' })
    const [newest] = await at.versions()
    const made = String(newest?.['commit'])
    expect(await at.revertCommit(at.ann, made, 'stands')).toMatchObject({
      code: 'MERGE_CONFLICT',
      facts: {
        paths: ['policies/spam/policy.md'],
        commands: expect.arrayContaining([`git revert -m 1 ${made}`, 'git push origin stands']),
      },
    })
  })
})

describe('a branch', () => {
  const asks = async (name: string): Promise<Answer> => {
    const { branches } = await at.room.ask<{ branches: Answer[] }>(
      at.reviewer,
      '{ branches { name asks { pattern requiredApprovals requiredChecks directCommits } } }',
    )
    return branches.find((branch) => branch['name'] === name)?.['asks'] as Answer
  }

  test('asks what its rule says, and what is usual where there is none', async () => {
    expect(await asks('main')).toMatchObject({ pattern: null, requiredApprovals: 1 })
    const rule = { pattern: 'st*', requiredApprovals: 2, requiredChecks: [], directCommits: true }
    await at.room.act(at.bea, 'setBranchRule', { input: rule }, '... on BranchRule { id }')
    expect(await asks('stands')).toEqual(rule)
    expect(await asks('undo')).toMatchObject({ pattern: null, requiredApprovals: 0 })
  })

  test('has owners of paths, which a change brings to others', async () => {
    const text = 'policies/spam/ @ann@example.org policy-approver\n'
    const commit = (branch: string) =>
      at.room.act(
        at.ann,
        'commitOwners',
        { input: { branch, text, message: 'Name who answers for spam' } },
        '... on BranchCommit { branch commit }',
      )
    expect(await commit('main')).toMatchObject({ code: 'CHANGE_REQUIRED' })
    await at.branch(at.ann, 'owners')
    expect(await commit('owners')).toMatchObject({ branch: 'owners' })
    const owners = (branch: string) =>
      at.room.ask(
        at.reviewer,
        `{ branchOwners(branch: "${branch}") { text lines { pattern owners } } }`,
      )
    expect(await owners('owners')).toEqual({
      branchOwners: {
        text,
        lines: [{ pattern: 'policies/spam/', owners: ['ann@example.org', 'policy-approver'] }],
      },
    })
    expect(await owners('main')).toEqual({ branchOwners: { text: '', lines: [] } })
    expect(await owners('nobodys')).toEqual({ branchOwners: null })
  })
})

test('an emergency rollback waits for another person, and then tells who approved it', async () => {
  const publication = '... on Publication { id }'
  for (const ref of ['v1', 'v2'])
    await at.room.act(at.bea, 'publishPolicy', { input: { policy: 'spam', ref } }, publication)
  const asked = { policy: 'spam', ref: 'v1', reason: 'it fires on songs', emergency: true }
  const { id } = await at.room.act(at.both, 'rollbackPolicy', { input: asked }, publication)
  const due = (by = at.bea) => at.room.ask(by, '{ approvalsDue { mine publication { id } } }')
  expect(await due()).toEqual({ approvalsDue: [{ mine: false, publication: { id } }] })
  expect(await due(at.both)).toMatchObject({ approvalsDue: [{ mine: true }] })
  const newest = async () => {
    const { policy } = await at.room.ask<{ policy: { publications: Answer[] } }>(
      at.reviewer,
      `{ policy(name: "spam") { publications { version { sequence }
           approval { approvedBy { id } late note } } } }`,
    )
    return policy.publications[0]
  }
  expect(await newest()).toEqual({ version: { sequence: 1 }, approval: null })
  const approval = { publicationId: id, note: 'seen' }
  await at.room.act(
    at.bea,
    'approveRollback',
    { input: approval },
    '... on RollbackApprovalType { late }',
  )
  expect(await newest()).toEqual({
    version: { sequence: 1 },
    approval: { approvedBy: { id: at.bea.id }, late: false, note: 'seen' },
  })
  expect(await due()).toEqual({ approvalsDue: [] })
})
