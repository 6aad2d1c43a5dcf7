import 'reflect-metadata'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Principal } from '@assize/identity'
import { ChangeRoom, spamText } from '../../fixtures/change-room.js'

let at: ChangeRoom
beforeAll(async () => {
  at = await ChangeRoom.open()
})
afterAll(() => at.room.close())

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
