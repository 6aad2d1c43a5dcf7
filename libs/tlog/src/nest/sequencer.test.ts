import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { Logger } from '@nestjs/common'
import { LogRoom, nobody } from '../fixtures/log-room.js'
import { judgeContent, moveRefs } from '../fixtures/record-rows.js'
import { leafHash, parseVerifierKey, treeRoot, verifyProof } from '../index.js'
import { readLogState } from './log-state.js'

let room: LogRoom

beforeAll(async () => {
  Logger.overrideLogger(false)
  room = await LogRoom.open()
})
afterAll(() => room.close())

const leaves = async (): Promise<Uint8Array[]> =>
  (
    await room.database.query<{ entry: Uint8Array }>('SELECT entry FROM log_entry ORDER BY index')
  ).map(({ entry }) => leafHash(entry))

test('every row of the record gets one entry, in the order it waited in', async () => {
  const { verdictId, decisionId } = await judgeContent(room.database)
  const moves = await moveRefs(room.database, 600)

  await room.settle()

  const state = await readLogState(room.database)
  const all = await leaves()
  expect(state.size).toBe(BigInt(all.length))
  expect(Buffer.from(state.root)).toEqual(Buffer.from(treeRoot(all)))
  const reader = room.reader()
  const verdict = (await reader.entriesOf('verdict', [verdictId])).get(verdictId)
  const decision = (await reader.entriesOf('decision', [decisionId])).get(decisionId)
  expect(verdict?.index).toBeLessThan(decision?.index ?? 0n)
  expect((await reader.entriesOf('attempt', [verdictId])).get(`${verdictId}/1`)).toBeDefined()
  const moved = await reader.entriesOf('ref-move', moves)
  expect(
    moves.map((id) => Number(moved.get(id)?.index) - Number(moved.get(moves[0] ?? '')?.index)),
  ).toEqual(moves.map((_, i) => i))
  expect(
    await room.database.query('SELECT FROM log_pending WHERE kind <> $1', ['log-key']),
  ).toEqual([])
})

test('an entry is proven under the published checkpoint by the keys the log names', async () => {
  const [id = ''] = await moveRefs(room.database, 1)
  await room.settle()
  const reader = room.reader()
  const logged = (await reader.entriesOf('ref-move', [id])).get(id)
  const proof = await reader.proof(logged?.index ?? -1n)
  const logKeys = (await reader.verifierKeys()).map(parseVerifierKey)

  const proven = verifyProof(proof, logged?.entry ?? '', { logKeys })

  expect(proven.checkpoint.origin).toBe(room.origin)
  expect(Buffer.from(proven.leafHash)).toEqual(Buffer.from(logged?.leafHash ?? []))
})

test('no proof runs beyond the published checkpoint', async () => {
  const [id = ''] = await moveRefs(room.database, 1)
  const reader = room.reader()
  await room.sequencer().sequence()
  const { index } = (await reader.entriesOf('ref-move', [id])).get(id) ?? { index: -1n }
  await expect(reader.proof(index)).rejects.toMatchObject({ code: 'INDEX_OUT_OF_TREE' })
})

test('racing sequencers give each row one place and lose none', async () => {
  const racing = Array.from({ length: 4 }, () => room.sequencer())
  const ids: string[] = []
  const writing = (async () => {
    for (let i = 0; i < 30; i++) ids.push(...(await moveRefs(room.database, 100)))
  })()
  let busy = true
  const runs = racing.map(async (sequencer) => {
    while (busy) await sequencer.sequence()
  })
  await writing
  while ((await room.database.query('SELECT FROM log_pending LIMIT 1')).length > 0)
    await racing[0]?.sequence()
  busy = false
  await Promise.all(runs)

  const all = await leaves()
  const state = await readLogState(room.database)
  expect(Buffer.from(state.root)).toEqual(Buffer.from(treeRoot(all)))
  const [counted] = await room.database.query<{ n: number; most: string }>(
    `SELECT count(*)::int AS n, max(index) AS most FROM log_entry`,
  )
  expect(counted).toEqual({ n: Number(state.size), most: String(state.size - 1n) })
  expect((await room.reader().entriesOf('ref-move', ids)).size).toBe(3_000)
})

test('a row that waits without a record is marked and reported, and holds up nobody', async () => {
  const gone = room.ids.next()
  await room.database.query(
    `INSERT INTO log_pending (kind, record_id) VALUES ('ref-move', $1), ('no-such-kind', $1)`,
    [gone],
  )
  const [id = ''] = await moveRefs(room.database, 1)
  await room.sequencer().sequence()
  const marked = await room.database.query<{ kind: string }>(
    'SELECT kind FROM log_pending WHERE missing_since IS NOT NULL ORDER BY kind',
  )
  expect(marked.map(({ kind }) => kind)).toEqual(['no-such-kind', 'ref-move'])
  expect((await room.reader().entriesOf('ref-move', [id])).size).toBe(1)
})

test('a row that waits again keeps the place it has', async () => {
  const [id = ''] = await moveRefs(room.database, 1)
  const sequencer = room.sequencer()
  await sequencer.sequence()
  const before = await readLogState(room.database)
  await room.database.query(`INSERT INTO log_pending (kind, record_id) VALUES ('ref-move', $1)`, [
    id,
  ])
  await sequencer.sequence()
  expect(await readLogState(room.database)).toEqual(before)
  expect(await room.database.query('SELECT FROM log_pending WHERE record_id = $1', [id])).toEqual(
    [],
  )
})

test('without a key rows get their places, nothing is signed, and the state says why', async () => {
  room.useSeeds()
  const before = await room.reader().latestCheckpoint()
  await moveRefs(room.database, 1)
  await room.settle()
  const state = await readLogState(room.database)
  expect(state.size).toBeGreaterThan(before?.size ?? 0n)
  expect((await room.reader().latestCheckpoint())?.size).toBe(before?.size)
  expect(state.unsigned).toMatch('there is no key')
  expect(state.halted).toBeNull()
  room.useSeeds(room.randomness.bytes(32))
  await room.signer().sign(nobody)
  expect((await readLogState(room.database)).unsigned).toBeNull()
})
