import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { Logger } from '@nestjs/common'
import { LogRoom, tamper } from '../fixtures/log-room.js'
import {
  judgeContent,
  moveRefs,
  recordExport,
  type JudgedContent,
} from '../fixtures/record-rows.js'
import {
  ed25519Signer,
  formatVerifierKey,
  LogVerification,
  parseCheckpoint,
  parseNote,
  signCheckpoint,
  type VerificationPlan,
  type VerificationReport,
} from '../index.js'
import { PostgresLogSource } from './postgres-log-source.js'

let room: LogRoom
let judged: JudgedContent
let other: JudgedContent

beforeAll(() => {
  Logger.overrideLogger(false)
})
beforeEach(async () => {
  room = await LogRoom.open()
  judged = await judgeContent(room.database)
  other = await judgeContent(room.database)
  await moveRefs(room.database, 300)
  await room.settle()
  await judgeContent(room.database)
  await moveRefs(room.database, 300)
  await room.settle()
})
afterEach(() => room.close())

const verify = (plan: Partial<VerificationPlan> = {}): Promise<VerificationReport> => {
  const exported = room.exported.find(room.origin)
  const heads = exported ? [{ who: 'the exported checkpoint', ...exported }] : []
  return LogVerification.run(new PostgresLogSource(room.database), { keys: [], heads, ...plan })
}

const found = async (plan: Partial<VerificationPlan> = {}) => {
  const { differences } = await verify(plan)
  return differences.map(({ type, kind, id, field }) => ({ type, kind, id, field }))
}

/** Without what follows from it: that the listing was made of a row as it was before. */
const foundInTheRecord = async () =>
  (await found()).filter(({ type }) => type !== 'listing-altered')

test('a log that nobody touched has no differences', async () => {
  const report = await verify()
  expect(report.differences).toEqual([])
  expect(report).toMatchObject({ origin: room.origin, checkpoints: 2, waiting: 0, lateCount: 0 })
  const [rows] = await room.database.query<{ n: string }>('SELECT count(*) AS n FROM log_entry')
  expect(report.size).toBe(rows?.n)
})

describe('detected and named:', () => {
  test.each([
    [
      'a changed verdict',
      'record_verdict',
      () => `UPDATE record_verdict SET outcome = 'allowed' WHERE id = '${judged.verdictId}'`,
      () => ({ type: 'row-altered', kind: 'verdict', id: judged.verdictId, field: 'outcome' }),
    ],
    [
      'a verdict changed in what its entry does not state',
      'record_verdict',
      () => `UPDATE record_verdict SET label = 'VALID' WHERE id = '${judged.verdictId}'`,
      () => ({
        ...{ type: 'row-altered', kind: 'verdict', id: judged.verdictId },
        field: 'a fact of the row',
      }),
    ],
    [
      'a changed trace',
      'payload_verdict',
      () => `UPDATE payload_verdict SET trace = 'x' WHERE verdict_id = '${judged.verdictId}'`,
      () => ({
        ...{ type: 'words-altered', kind: 'verdict', id: judged.verdictId },
        field: 'trace, output, rationale',
      }),
    ],
    [
      'a changed finding',
      'payload_finding_set',
      () =>
        `UPDATE payload_finding_set SET evidence = '["other"]' WHERE finding_set_id = '${judged.findingSetId}'`,
      () => ({
        ...{ type: 'words-altered', kind: 'finding-set', id: judged.findingSetId },
        field: 'evidence',
      }),
    ],
    [
      'a changed decision',
      'record_decision',
      () => `UPDATE record_decision SET action = 'none' WHERE id = '${judged.decisionId}'`,
      () => ({ type: 'row-altered', kind: 'decision', id: judged.decisionId, field: 'action' }),
    ],
    [
      'a changed action',
      'record_action',
      () => `UPDATE record_action SET kind = 'none' WHERE id = '${judged.actionId}'`,
      () => ({ type: 'row-altered', kind: 'action', id: judged.actionId, field: 'kind' }),
    ],
    [
      'a deleted row',
      'record_action',
      () => `DELETE FROM record_action WHERE id = '${judged.actionId}'`,
      () => ({ type: 'row-missing', kind: 'action', id: judged.actionId }),
    ],
    [
      'words taken away without an erasure',
      'payload_decision',
      () => `DELETE FROM payload_decision WHERE decision_id = '${judged.decisionId}'`,
      () => ({ type: 'words-missing', kind: 'decision', id: judged.decisionId, field: 'words' }),
    ],
  ])('%s', async (_, table, statement, difference) => {
    await tamper(room.database, table, [statement()])
    expect(await foundInTheRecord()).toEqual([difference()])
  })

  test('swapped rows', async () => {
    const [a, b] = [judged.decisionId, other.decisionId]
    const parking = '00000000-0000-7000-8000-00000000000f'
    await tamper(room.database, 'record_decision', [
      `UPDATE record_decision SET id = '${parking}' WHERE id = '${a}'`,
      `UPDATE record_decision SET id = '${a}' WHERE id = '${b}'`,
      `UPDATE record_decision SET id = '${b}' WHERE id = '${parking}'`,
    ])
    const expected = [a, b].map((id) => ({ type: 'row-altered', kind: 'decision', id }))
    const seen = await found()
    expect(seen.map(({ type, kind, id }) => ({ type, kind, id }))).toEqual(expected)
  })

  test('re-ordered entries', async () => {
    await tamper(room.database, 'log_entry', [
      'UPDATE log_entry SET index = -1 WHERE index = 20',
      'UPDATE log_entry SET index = 20 WHERE index = 30',
      'UPDATE log_entry SET index = 30 WHERE index = -1',
    ])
    const { differences } = await verify()
    expect(differences.map(({ type, index }) => [type, index])).toEqual([
      ['entry-moved', '20'],
      ['entry-moved', '30'],
    ])
    expect(differences[0]?.message).toMatch('was logged at 30: entries were re-ordered')
  })

  test('a deleted entry', async () => {
    await tamper(room.database, 'log_entry', ['DELETE FROM log_entry WHERE index = 20'])
    const { differences } = await verify()
    expect(differences.map(({ type, index }) => [type, index])).toEqual([
      ['entry-missing', '20'],
      ['row-not-logged', undefined],
    ])
  })

  test('an entry rewritten to fit its changed row', async () => {
    const { verdictId } = judged
    await tamper(room.database, 'log_entry', [
      `UPDATE log_entry SET entry = convert_to(replace(convert_from(entry, 'UTF8'), 'violates', 'allowed'), 'UTF8')
       WHERE record_id = '${verdictId}' AND kind = 'verdict'`,
    ])
    expect(await found()).toEqual([{ type: 'entry-altered', kind: 'verdict', id: verdictId }])
  })

  test.each([
    [0, 0, /^the tile that holds leaf 5 was changed/],
    [1, 0, /^tile\/1\/000.p\/2 is not what follows from the entries/],
  ])('an edited tile of level %i', async (level, number, message) => {
    await tamper(room.database, 'log_tile', [
      `UPDATE log_tile SET hashes = set_byte(hashes, 161, get_byte(hashes, 161) # 1)
       WHERE level = ${level} AND number = ${number} AND level = 0`,
      `UPDATE log_tile SET hashes = set_byte(hashes, 33, get_byte(hashes, 33) # 1)
       WHERE level = ${level} AND number = ${number} AND level = 1`,
    ])
    const { differences } = await verify()
    expect(differences.find(({ message: said }) => message.test(said))).toMatchObject({
      type: 'tile-altered',
    })
  })

  test('an older checkpoint put in place of the newest', async () => {
    await tamper(room.database, 'log_checkpoint', [
      'DELETE FROM log_checkpoint WHERE size = (SELECT max(size) FROM log_checkpoint)',
    ])
    expect((await found()).map(({ type }) => type)).toEqual(['checkpoint-older'])
  })

  test('a signature by another key, also one the record was made to name', async () => {
    const { note = '' } = (await room.reader().latestCheckpoint()) ?? {}
    const [own = ''] = await room.reader().verifierKeys()
    const signer = ed25519Signer(room.origin, room.randomness.bytes(32))
    const forged = signCheckpoint(parseCheckpoint(parseNote(note).text), [signer])
    await tamper(room.database, 'log_checkpoint', [
      `UPDATE log_checkpoint SET note = '${forged}' WHERE size = (SELECT max(size) FROM log_checkpoint)`,
    ])
    expect((await found()).map(({ type }) => type)).toEqual(['checkpoint-unsigned'])

    await room.database.query(
      `INSERT INTO record_log_key VALUES ($1, $2, $3, 'introduced', now())`,
      [room.ids.next(), room.origin, formatVerifierKey(signer.key)],
    )
    expect((await found({ keys: [own] })).map(({ type }) => type)).toEqual(['checkpoint-unsigned'])
  })

  test('entries lost with an older database', async () => {
    const exported = room.exported.find(room.origin)
    const larger = { origin: room.origin, size: (exported?.size ?? 0n) + 9n }
    const heads = [{ who: 'the exported checkpoint', root: new Uint8Array(32), ...larger }]
    expect((await found({ heads })).map(({ type }) => type)).toEqual([
      'log-shorter',
      'checkpoint-older',
    ])
  })

  test('a row slipped in beside the log', async () => {
    await tamper(room.database, 'record_action', [
      `INSERT INTO record_action SELECT '${other.caseId}', content_item_id, verdict_id, policy, policy_commit,
         'none', interim, 'timeout', cause_id, recorded_at FROM record_action WHERE id = '${other.actionId}'`,
    ])
    expect(await foundInTheRecord()).toEqual([
      { type: 'row-not-logged', kind: 'action', id: other.caseId },
    ])
  })
})

test('words whose erasure is on the record are not missed', async () => {
  const { contentItemId, verdictId, decisionId, findingSetId } = judged
  await tamper(room.database, 'record_erasure', [
    `INSERT INTO record_erasure (id, scope_kind, reason, legal_basis, items, recorded_at)
     VALUES ('${room.ids.next()}', 'retention', 'retention', 'retention', 1, now())`,
    `INSERT INTO record_erased_item SELECT id, 0, '${contentItemId}' FROM record_erasure`,
  ])
  const words = [
    ['payload_content_item', 'content_item_id', contentItemId],
    ['payload_verdict', 'verdict_id', verdictId],
    ['payload_attempt', 'verdict_id', verdictId],
    ['payload_finding_set', 'finding_set_id', findingSetId],
    ['payload_decision', 'decision_id', decisionId],
  ] as const
  for (const [table, column, id] of words)
    await tamper(room.database, table, [`DELETE FROM ${table} WHERE ${column} = '${id}'`])
  await room.database.query(
    `INSERT INTO log_pending (kind, record_id, part)
     SELECT 'erasure', id, 0 FROM record_erasure
     UNION ALL SELECT 'erased-item', erasure_id, position FROM record_erased_item`,
  )
  expect(await found()).toEqual([])
})

test('a request that went with the words it quoted is not missed, and one that just went is', async () => {
  const id = await recordExport(room.database)
  await room.settle()
  expect(await found()).toEqual([])
  await tamper(room.database, 'payload_export', [
    `DELETE FROM payload_export WHERE export_id = '${id}'`,
  ])
  expect(await found()).toMatchObject([{ type: 'words-missing', kind: 'export', id }])
  const erased = room.ids.next()
  await tamper(room.database, 'record_erased_request', [
    `INSERT INTO record_erased_request VALUES ('${erased}', '${id}', now())`,
  ])
  await room.database.query(
    `INSERT INTO log_pending (kind, record_id, part) VALUES ('erased-request', $1, 0)`,
    [erased],
  )
  expect(await found()).toEqual([])
})

test('what came into the log an hour after its own time is listed as late', async () => {
  room.clock.advance(2 * 3_600_000)
  await moveRefs(room.database, 1)
  await room.settle()
  const late = await moveRefs(room.database, 2)
  await room.settle()
  const report = await verify()
  expect(report.differences).toEqual([])
  // The key of the log is older than the checkpoint that was signed two hours on, as well.
  expect(report.late.map(({ id }) => id)).toEqual(expect.arrayContaining(late))
})
