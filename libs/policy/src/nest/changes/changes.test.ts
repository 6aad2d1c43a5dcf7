import 'reflect-metadata'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Principal } from '@assize/identity'
import { manifestYaml } from '../../policy-store.contract.js'
import { PolicyRoom, type Answer } from '../fixtures/policy-room.js'

let room: PolicyRoom
let ann: Principal
let art: Principal
let both: Principal

let bea: Principal

let reviewer: Principal

const text = (promotion: string, links = 'Three links or more.') =>
  `# Spam\n\n- SP-1.1 ${promotion}\n\nSome words between.\nAnd more of them.\n\n## Links\n\n${links}\n`

beforeAll(async () => {
  room = await PolicyRoom.open()
  ann = await room.person('ann', 'policy-author')
  art = await room.person('art', 'policy-author')
  both = await room.person('cleo', 'policy-author', 'policy-approver')

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

/** A branch with one commit of `by`, and the change that brings it. */
async function aChange(by: Principal, name: string, content: string): Promise<Answer> {
  await branch(by, name)
  await commit(by, { text: content, branch: name })
  return open(by, name)
}

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

  test('an approval ends when the head moves, and is given of the head that was looked at', async () => {
    const change = await aChange(ann, 'moving', text('Promotion, four times.'))
    const { head } = await detail(change['id'])
    await approve(bea, change['id'], { head })
    await commit(ann, { text: text('Promotion, five times.'), branch: 'moving', parent: head })
    const moved = await detail(change['id'])
    expect(moved).toMatchObject({
      merge: { mergeable: false, approvals: 0 },
      events: [{ kind: 'APPROVED', stands: false }, { kind: 'HEAD_MOVED' }],
      checks: [{ name: 'lint', state: 'PASSED' }],
    })
    expect(await approve(bea, change['id'], { head })).toMatchObject({ code: 'HEAD_MOVED' })
    expect(await approve(bea, change['id'], { head: moved['head'] })).toMatchObject({
      state: 'OPEN',
    })
    expect(await merge(bea, change['id'], { head })).toMatchObject({ code: 'HEAD_MOVED' })
    expect(await merge(bea, change['id'], { head: moved['head'] })).toMatchObject({
      state: 'MERGED',
    })
  })

  test('who asked for changes holds it until they approve', async () => {
    const change = await aChange(ann, 'held', text('Promotion, six times.'))
    const ask = (note: string) =>
      room.act(both, 'requestChanges', { input: { changeId: change['id'], note } }, changeFields)
    expect(await ask(' ')).toMatchObject({ code: 'MESSAGE_REFUSED' })
    expect(await ask('say why')).toMatchObject({ state: 'OPEN' })
    await approve(bea, change['id'])
    expect(await merge(ann, change['id'])).toMatchObject({ code: 'CHANGE_BLOCKED' })
    await approve(both, change['id'])
    expect(await merge(ann, change['id'])).toMatchObject({ state: 'MERGED' })
  })

  test('roles are asked for', async () => {
    const change = await aChange(ann, 'roles', text('Promotion, seven times.'))
    const id = change['id']
    expect(await open(bea, 'roles')).toMatchObject({ code: 'FORBIDDEN' })
    expect(await approve(art, id)).toMatchObject({ code: 'FORBIDDEN' })
    expect(await merge(reviewer, id)).toMatchObject({ code: 'FORBIDDEN' })
    expect(await branch(bea, 'hers')).toMatchObject({ code: 'FORBIDDEN' })
    const close = (by: Principal) => room.act(by, 'closeChange', { id }, changeFields)
    expect(await close(reviewer)).toMatchObject({ code: 'FORBIDDEN' })
    expect(await close(ann)).toMatchObject({ state: 'CLOSED' })
    expect(await approve(bea, id)).toMatchObject({ code: 'CHANGE_ENDED' })
  })
})

describe('nobody approves what they wrote', () => {
  test('neither who opened the change nor whose commit it holds', async () => {
    await branch(ann, 'joint')
    await commit(both, { text: text('Promotion, nine times.'), branch: 'joint' })
    const { id } = await open(ann, 'joint')
    expect(await approve(both, id)).toMatchObject({ code: 'OWN_CHANGE' })
    expect(await approve(bea, id)).toMatchObject({ state: 'OPEN' })
    // An author who joins is an author from then on, and the head has moved besides.
    await commit(ann, { text: text('Promotion, ten times.'), branch: 'joint' })
    expect(await approve(both, id)).toMatchObject({ code: 'OWN_CHANGE' })
    await room.act(ann, 'closeChange', { id }, changeFields)
  })

  test('nor do those whom a commit only names', async () => {
    await aChange(both, 'source', text('Promotion, eleven times.'))
    const source = await head('source')
    await branch(ann, 'picked')
    const picked = await room.act(
      ann,
      'cherryPick',
      { input: { commit: source, onto: 'picked' } },
      '... on BranchCommit { branch commit }',
    )
    expect(picked).toMatchObject({ branch: 'picked' })
    const { id } = await open(ann, 'picked')
    const seen = await detail(id)
    expect(seen['authors']).toHaveLength(2)
    expect(await approve(both, id)).toMatchObject({ code: 'OWN_CHANGE' })
  })

  test('the database says so too', async () => {
    const { id } = await aChange(ann, 'below', text('Promotion, twelve times.'))
    const at = await head('below')
    const insert = (person: string, kind: string, commit = at) =>
      room.database.query(
        `INSERT INTO record_change_event (id, change_id, kind, person, "commit", merge_commit, recorded_at)
         VALUES (uuidv7(), $1, $2, $3, $4, $5, now())`,
        [id, kind, person, commit, kind === 'merged' ? commit : null],
      )
    await expect(insert(ann.id, 'approved')).rejects.toMatchObject({ code: 'AZ004' })
    await expect(insert(bea.id, 'merged')).rejects.toMatchObject({ code: 'AZ004' })
    await expect(insert(bea.id, 'approved', '0'.repeat(40))).rejects.toMatchObject({
      code: 'AZ007',
    })
    await insert(bea.id, 'approved')
    await insert(bea.id, 'merged')
  })

  test('a version from a change is published by nobody who wrote a part of it', async () => {
    await branch(ann, 'parts')
    await commit(both, { text: text('Promotion, thirteen times.'), branch: 'parts' })
    await commit(ann, { text: text('Promotion, fourteen times.'), branch: 'parts' })
    const { id } = await open(ann, 'parts')
    await approve(bea, id)
    await merge(ann, id)
    const [newest] = await versions()
    const publish = (by: Principal) =>
      room.act(
        by,
        'publishPolicy',
        { input: { policy: 'spam', ref: `v${String(newest?.['sequence'])}` } },
        '... on Publication { kind }',
      )
    expect(await publish(both)).toMatchObject({ code: 'OWN_CHANGE' })
    const raw = room.database.query(
      `INSERT INTO record_publication (id, policy, "commit", kind, published_by, published_at)
       VALUES (uuidv7(), 'spam', $1, 'published', $2, now())`,
      [newest?.['commit'], both.id],
    )
    await expect(raw).rejects.toMatchObject({ code: 'AZ004' })
    expect(await publish(bea)).toMatchObject({ kind: 'published' })
    const tags = await room.database.query<{ name: string; moved_by: string; reason: string }>(
      `SELECT name, moved_by, reason FROM record_ref_move WHERE name LIKE 'refs/tags/%'`,
    )
    expect(tags).toEqual([
      {
        name: `refs/tags/spam/v${String(newest?.['sequence'])}`,
        moved_by: bea.id,
        reason: 'release',
      },
    ])
  })
})

describe('merging', () => {
  test('of two that touch other lines brings both; of two that disagree refuses with the commands', async () => {
    const first = await aChange(
      ann,
      'links',
      text('Promotion, fourteen times.', 'Four links or more.'),
    )
    const second = await aChange(art, 'words', text('Promotion, fifteen times.'))
    const third = await aChange(art, 'others', text('Promotion, sixteen times.'))
    for (const { id } of [first, second, third]) await approve(bea, id)
    expect(await merge(ann, first['id'])).toMatchObject({ state: 'MERGED' })
    expect(await merge(art, second['id'])).toMatchObject({ state: 'MERGED' })
    const [newest] = await versions()
    expect(newest?.['text']).toBe(text('Promotion, fifteen times.', 'Four links or more.'))
    const refused = await merge(art, third['id'])
    expect(refused).toMatchObject({
      code: 'MERGE_CONFLICT',
      facts: {
        paths: ['policies/spam/policy.md'],
        commands: expect.arrayContaining(['git merge origin/main']),
      },
    })
    expect(await detail(third['id'])).toMatchObject({
      merge: { mergeable: false, conflicts: ['policies/spam/policy.md'] },
    })
  })

  test('twice at once makes one version; two changes at once make two', async () => {
    const before = (await versions()).length
    const now = String((await versions())[0]?.['text'])
    const one = await aChange(ann, 'race-1', now.replace('Some words', 'Other words'))
    const two = await aChange(art, 'race-2', now.replace('Four links', 'Five links'))
    for (const { id } of [one, two]) await approve(bea, id)
    const ids = [one['id'], one['id'], two['id'], two['id']]
    const answers = await Promise.all(ids.map((id) => merge(bea, id)))
    expect(answers.map((answer) => answer['state'] ?? answer['code']).sort()).toEqual([
      ...['CHANGE_ENDED', 'CHANGE_ENDED', 'MERGED', 'MERGED'],
    ])
    const after = await versions()
    expect(after).toHaveLength(before + 2)
    expect(after[0]?.['text']).toContain('Other words')
    expect(after[0]?.['text']).toContain('Five links')
  })

  test('an approval that meets a moving head is of the head it saw, or refused', async () => {
    const now = String((await versions())[0]?.['text'])
    const { id } = await aChange(ann, 'race-3', now.replace('Five links', 'Six links'))
    const seen = await head('race-3')
    const [approved] = await Promise.all([
      approve(bea, id, { head: seen }),
      commit(ann, { text: now.replace('Five links', 'Seven links'), branch: 'race-3' }),
    ])
    expect([undefined, 'HEAD_MOVED']).toContain(approved['code'])
    expect(await merge(ann, id)).toMatchObject({ code: 'CHANGE_BLOCKED' })
  })

  test('a lint error on the branch is a failed check, and refuses the version', async () => {
    const now = String((await versions())[0]?.['text'])
    await branch(ann, 'flipped')
    const manifest = manifestYaml.replace('outcome: violates', 'outcome: allowed')
    await commit(ann, { text: now, manifest, branch: 'flipped' })
    const { id } = await open(ann, 'flipped')
    await approve(bea, id)
    expect(await detail(id)).toMatchObject({
      checks: [{ name: 'lint', state: 'FAILED' }],
      merge: { obstacles: [{ kind: 'CHECKS_MISSING' }] },
    })
  })

  test('what a change brought is taken back by a change of its own', async () => {
    const before = String((await versions())[0]?.['text'])
    const { id } = await aChange(ann, 'mistake', before.replace('And more', 'And wrong'))
    await approve(bea, id)
    const revert = (change: unknown) => room.act(art, 'revertChange', { id: change }, changeFields)
    expect(await revert(id)).toMatchObject({ code: 'CHANGE_OPEN' })
    await merge(ann, id)
    const back = await revert(id)
    expect(back).toMatchObject({ title: 'Revert "Do mistake"', state: 'OPEN' })
    expect(await approve(bea, back['id'])).toMatchObject({ state: 'OPEN' })
    expect(await merge(art, back['id'])).toMatchObject({ state: 'MERGED' })
    expect((await versions())[0]?.['text']).toBe(before)
  })
})

describe('branches', () => {
  test('every move is on the record, with who, why, from where and where to', async () => {
    const moves = await room.database.query<Answer>(
      `SELECT moved_by, reason, old_oid IS NULL AS made FROM record_ref_move
       WHERE name = 'refs/heads/sharper' ORDER BY id`,
    )
    expect(moves).toEqual([
      { moved_by: ann.id, reason: 'branch', made: true },
      { moved_by: ann.id, reason: 'commit', made: false },
    ])
    const merges = await room.database.query<Answer>(
      `SELECT DISTINCT moved_by FROM record_ref_move WHERE name = 'refs/heads/main' AND reason = 'merge'`,
    )
    expect(merges.length).toBeGreaterThan(1)
  })

  test('a commit on a head that moved, or on a branch nobody made, is refused', async () => {
    await branch(ann, 'stale')
    const seen = await head('stale')
    await commit(ann, { text: text('One.'), branch: 'stale', parent: seen })
    expect(await commit(ann, { text: text('Two.'), branch: 'stale', parent: seen })).toMatchObject({
      code: 'HEAD_MOVED',
    })
    expect(await commit(ann, { text: text('Two.'), branch: 'nobodys' })).toMatchObject({
      code: 'BRANCH_UNKNOWN',
    })
    expect(await branch(ann, 'stale')).toMatchObject({ code: 'HEAD_MOVED' })
    expect(await branch(ann, '../x')).toMatchObject({ code: 'REF_REFUSED' })
    expect(await open(ann, 'nobodys')).toMatchObject({ code: 'BRANCH_UNKNOWN' })
  })

  test('rules are set by approvers, say why they ask for less, and may close the short way', async () => {
    const rule = (by: Principal, more: object) =>
      room.act(
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
    expect(await rule(ann, {})).toMatchObject({ code: 'FORBIDDEN' })
    expect(await rule(bea, { requiredApprovals: 0 })).toMatchObject({ code: 'REASON_REQUIRED' })
    expect(await rule(bea, { requiredApprovals: 2, directCommits: false })).toMatchObject({
      loosened: false,
      setBy: { id: bea.id },
    })
    expect(await commit(ann, { text: text('At once.') })).toMatchObject({ code: 'CHANGE_REQUIRED' })
    const now = String((await versions())[0]?.['text'])
    const { id } = await aChange(ann, 'two-eyes', `${now}More.\n`)
    await approve(bea, id)
    expect(await merge(ann, id)).toMatchObject({ code: 'CHANGE_BLOCKED' })
    await approve(both, id)
    expect(await merge(ann, id)).toMatchObject({ state: 'MERGED' })
    expect(await rule(bea, { reason: 'a small team' })).toMatchObject({ loosened: true })
    const told = await room.database.query<Answer>(
      `SELECT payload->>'pattern' AS pattern FROM outbox WHERE type = 'policy.branch-rule-loosened'`,
    )
    expect(told).toEqual([{ pattern: 'main' }])
  })
})

const head = async (name: string): Promise<string> => {
  const { branches } = await room.ask<{ branches: { name: string; head: string }[] }>(
    reviewer,
    '{ branches { name head } }',
  )
  return branches.find((each) => each.name === name)?.head ?? 'none'
}
