import 'reflect-metadata'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { isUuid, uuidV7TimeMs } from '@assize/kernel'
import { freshDatabase, type FreshDatabase } from '@assize/testing'
import { Importing } from '../fixtures/importing.js'
import { aTraceLine, ticketVersions, writeBundle } from '../fixtures/written-bundle.js'

let fresh: FreshDatabase
let importing: Importing
const folders: string[] = []

beforeAll(async () => {
  fresh = await freshDatabase()
  importing = await Importing.open(fresh.url, { worker: true })
})
afterAll(async () => {
  await importing.close()
  await fresh.close()
  for (const folder of folders) await rm(folder, { recursive: true, force: true })
})

async function bundle(...args: Parameters<typeof writeBundle>): Promise<string> {
  const folder = await writeBundle(...args)
  folders.push(folder)
  return folder
}

/** Every row an import leaves, without what differs by design between two runs. */
const record = () =>
  importing.database.query(
    `SELECT (SELECT jsonb_agg(to_jsonb(v) ORDER BY v.id) FROM record_verdict v) AS verdicts,
       (SELECT jsonb_agg(to_jsonb(w) ORDER BY w.verdict_id) FROM payload_verdict w) AS words,
       (SELECT jsonb_agg(to_jsonb(c) ORDER BY c.id) FROM record_content_item c) AS items,
       (SELECT jsonb_agg(to_jsonb(p) ORDER BY p.content_item_id) FROM payload_content_item p) AS contents,
       (SELECT jsonb_agg(to_jsonb(f) ORDER BY f.id) FROM record_finding_set f) AS findings,
       (SELECT jsonb_agg(to_jsonb(r) ORDER BY r.name) FROM git_ref r) AS refs,
       (SELECT count(*) FROM record_publication) AS publications`,
  )

const traced = (traceId: string) =>
  importing.database.query<Record<string, unknown>>(
    `SELECT v.*, l.flagged, l.finding_types, p.trace FROM record_verdict v
     JOIN verdict_listing l ON l.verdict_id = v.id JOIN payload_verdict p ON p.verdict_id = v.id
     WHERE v.external_id = $1`,
    [traceId],
  )

describe('a bundle', () => {
  const lines = Array.from({ length: 30 }, (_, i) => aTraceLine(i))

  test('goes in whole: versions in order of first use, verdicts with their own time, audited', async () => {
    const run = await importing.run(await bundle(lines))
    expect(run).toMatchObject({
      state: 'done',
      ...{ total: 30, done: 30, recorded: 30, present: 0, versions: 3, problemCount: 0 },
    })
    const versions = await importing.database.query(
      `SELECT policy, sequence, manifest ->> 'externalName' AS name, committed_at AS at
       FROM record_policy_version ORDER BY id`,
    )
    expect(versions).toEqual([
      ...[
        ['imported-tickets', 1, 'tickets@1', '2026-01-10'],
        ['imported-parking', 1, 'parking@1', '2026-01-11'],
        ['imported-tickets', 2, 'tickets@2', '2026-01-12'],
      ].map(([policy, sequence, name, day]) => ({
        policy,
        sequence,
        name,
        at: new Date(`${day}T00:00:00Z`),
      })),
    ])
    const [verdict] = await traced('t7')
    const version = await importing.policies.at('imported-tickets', 'tickets@1')
    expect(verdict).toMatchObject({
      policy: 'imported-tickets',
      policy_commit: version.commit,
      ...{ outcome: 'allowed', label: 'VALID', source: 'import', simulated: false, arm: 'live' },
      ...{ recorded_label: 'VALID', expected_label: 'VALID', latency_ms: 107, endpoint: 'import' },
      usage: { promptTokens: 200, completionTokens: 12, reasoningTokens: 9 },
      decided_at: new Date('2026-01-10T00:00:07.000Z'),
      trace: aTraceLine(7).reasoning,
      flagged: false,
    })
    const id = String(verdict?.['id'])
    expect(isUuid(id) && id[14]).toBe('7')
    expect(new Date(uuidV7TimeMs(id))).toEqual(verdict?.['decided_at'])
  })

  test('holds each content once, however often it was judged', async () => {
    const [counts] = await importing.database.query(
      `SELECT count(*)::int AS verdicts, count(DISTINCT content_item_id)::int AS judged,
         (SELECT count(*)::int FROM record_content_item) AS items FROM record_verdict`,
    )
    expect(counts).toEqual({ verdicts: 30, judged: 7, items: 7 })
  })

  test('imported twice, or by its file, or in another order, changes nothing', async () => {
    const before = await record()
    for (const path of [
      await bundle(lines),
      join(await bundle(lines), 'traces.jsonl'),
      await bundle([...lines].reverse(), [...ticketVersions].reverse()),
    ])
      expect(await importing.run(path)).toMatchObject({
        state: 'done',
        ...{ recorded: 0, present: 30, versions: 3, problemCount: 0 },
      })
    expect(await record()).toEqual(before)
  })

  test('whose authors are told keeps their words apart, under a key and never the name', async () => {
    const messages = [{ role: 'user', content: 'The same words of two people.' }]
    const by = (author: string, n: number) => aTraceLine(n, { messages, author })
    const run = await importing.run(
      await bundle([by('ann-4711', 801), by('bob-0815', 802), by('ann-4711', 803)]),
    )
    expect(run).toMatchObject({ state: 'done', recorded: 3, problemCount: 0 })
    const rows = await importing.database.query<{ key: string; verdicts: number }>(
      `SELECT encode(a.author_key, 'hex') AS key, count(*)::int AS verdicts FROM record_verdict v
       JOIN payload_author a ON a.content_item_id = v.content_item_id
       WHERE v.external_id IN ('t801', 't802', 't803') GROUP BY 1 ORDER BY 2`,
    )
    expect(rows.map(({ verdicts }) => verdicts)).toEqual([1, 2])
    for (const { key } of rows) expect(key).toMatch(/^[0-9a-f]{64}$/)
    const spoilt = await importing.run(await bundle([by('x'.repeat(201), 804)]))
    expect(spoilt).toMatchObject({ recorded: 0, problemCount: 1 })
  })

  test('imported again after its words were erased brings none of them back', async () => {
    const text = 'Words that were erased.'
    const once = [aTraceLine(901, { messages: [{ role: 'user', content: text }] })]
    await importing.run(await bundle(once))
    await importing.database.transaction(async (tx) => {
      await tx.query('SET LOCAL ROLE assize_eraser')
      const [item] = await tx.query<{ id: string; verdict: string }>(
        "SELECT content_item_id AS id, id AS verdict FROM record_verdict WHERE external_id = 't901'",
      )
      await tx.query('DELETE FROM payload_content_item WHERE content_item_id = $1', [item?.id])
      await tx.query('DELETE FROM payload_verdict WHERE verdict_id = $1', [item?.verdict])
      await tx.query(
        `WITH erasure AS (
           INSERT INTO record_erasure (id, scope_kind, reason, legal_basis, items, recorded_at)
           VALUES (uuidv7(), 'retention', 'retention', 'retention', 1, now()) RETURNING id)
         INSERT INTO record_erased_item SELECT id, 0, $1 FROM erasure`,
        [item?.id],
      )
    })
    const again = await importing.run(await bundle(once))
    expect(again).toMatchObject({ state: 'done', recorded: 0, present: 1, problemCount: 0 })
    const [words] = await importing.database.query(
      `SELECT count(*)::int AS n FROM payload_content_item WHERE body::text LIKE '%' || $1 || '%'`,
      [text],
    )
    expect(words).toEqual({ n: 0 })
  })

  test('opens no case and asks for no action unless told to', async () => {
    const [counts] = await importing.database.query(
      `SELECT (SELECT count(*)::int FROM review_case) AS cases,
         (SELECT count(*)::int FROM record_action) AS actions`,
    )
    expect(counts).toEqual({ cases: 0, actions: 0 })
  })

  test('whose lines are spoilt loses those and nothing else', async () => {
    const secret = 'do not repeat this'
    const spoilt: readonly [string, object | string | Uint8Array][] = [
      ['not JSON', `{"trace_id":"${secret}`],
      ['no object', `["${secret}"]`],
      ['no id', aTraceLine(1, { trace_id: undefined, output: secret })],
      ['no output', aTraceLine(1, { trace_id: 's1', output: undefined })],
      ['unknown version', aTraceLine(1, { trace_id: 's2', policy_version: secret })],
      ['NUL in content', aTraceLine(1, { trace_id: 's3', content: `${secret}\0`, messages: null })],
      ['half a character', aTraceLine(1, { trace_id: 's4', content: '\ud800', messages: null })],
      ['no content', aTraceLine(1, { trace_id: 's5', content: ' ', messages: null })],
      ['NUL in a name', aTraceLine(1, { trace_id: 's6\0' })],
      ['a long name', aTraceLine(1, { trace_id: 's7', model: 'm'.repeat(300) })],
      ['no time', aTraceLine(1, { trace_id: 's8', timestamp: secret })],
      ['no time yet', aTraceLine(1, { trace_id: 's9', timestamp: '2926-01-01T00:00:00' })],
      ['half a token', aTraceLine(1, { trace_id: 's10', tokens: { prompt: 0.5 } })],
      ['a year of latency', aTraceLine(1, { trace_id: 's11', latency_ms: 1e12 })],
      ['not UTF-8', Uint8Array.from([0x7b, 0xff, 0x7d])],
      ['a line of a batch', { custom_id: 'x', response: { body: {} } }],
      ['unknown role', aTraceLine(1, { messages: [{ role: 'boss', content: secret }] })],
      ['17 MB', `{"trace_id":"${'x'.repeat(17 * 2 ** 20)}"}`],
    ]
    const good = aTraceLine(900, { reasoning: 'A NUL\0 and \ud800 half. So VALID.' })
    const run = await importing.run(
      await bundle([aTraceLine(0), ...spoilt.map(([, line]) => line), '', good]),
    )
    expect(run).toMatchObject({ state: 'done', total: 20, done: 20, recorded: 1, present: 1 })
    expect(run.problems.map(({ line }) => line)).toEqual(spoilt.map((_, i) => i + 2))
    for (const { message } of run.problems) {
      expect(message).toMatch(/^expected /)
      expect(message).not.toContain(secret)
      expect(message.length).toBeLessThan(200)
    }
    expect(await traced('t900')).toMatchObject([
      { trace: 'A NUL\ufffd and \ufffd half. So VALID.' },
    ])
  })

  test('with one trace id for two bodies keeps the first and names the second', async () => {
    const first = aTraceLine(1, { trace_id: 'twice' })
    const run = await importing.run(
      await bundle([
        first,
        first,
        { ...first, output: 'INVALID' },
        { ...first, timestamp: '2026-01-11T00:00:00' },
        { ...first, messages: [{ role: 'user', content: 'Something else' }] },
        { ...first, policy_version: 'tickets@2' },
      ]),
    )
    expect(run).toMatchObject({ recorded: 2, present: 1, problemCount: 3 })
    expect(run.problems.map(({ line }) => line)).toEqual([3, 4, 5])
    const later = await importing.run(await bundle([{ ...first, expected_label: 'INVALID' }]))
    expect(later).toMatchObject({ recorded: 0, present: 0, problemCount: 1 })
    expect(await traced('twice')).toHaveLength(2)
  })

  test('without times is dated to its versions, and still goes in once', async () => {
    const timeless = await bundle(
      [
        aTraceLine(1, { trace_id: 'timeless', timestamp: undefined }),
        aTraceLine(2, { trace_id: 'dated', policy_version: 'toll@1', timestamp: '2026-02-01' }),
        aTraceLine(3, { trace_id: 'undated', policy_version: 'toll@1', timestamp: undefined }),
      ],
      [...ticketVersions, { version: 'toll@1' }],
    )
    expect(await importing.run(timeless)).toMatchObject({ recorded: 3 })
    expect(await importing.run(timeless)).toMatchObject({ recorded: 0, present: 3 })
    expect(await traced('timeless')).toMatchObject([{ decided_at: new Date('2026-01-10') }])
    expect(await traced('undated')).toMatchObject([{ decided_at: new Date('2026-02-01') }])
  })

  test('with more problems than are kept counts them all', async () => {
    const run = await importing.run(await bundle(Array.from({ length: 450 }, () => '{')))
    expect(run).toMatchObject({ state: 'done', done: 450, problemCount: 450 })
    expect(run.problems).toHaveLength(200)
    expect(run.problems.at(-1)?.line).toBe(200)
  })

  test('of a stand-in for a model says so', async () => {
    await importing.run(await bundle([aTraceLine(1, { trace_id: 'stand-in', simulated: true })]))
    expect(await traced('stand-in')).toMatchObject([{ simulated: true }])
  })
})
