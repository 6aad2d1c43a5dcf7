import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { Logger } from '@nestjs/common'
import { LogRoom } from '../fixtures/log-room.js'
import { judgeContent } from '../fixtures/record-rows.js'
import { formatRecord, parseVerifierKey, verifyRecord } from '../index.js'
import { RecordFiles } from './record-files.js'

let room: LogRoom
let files: RecordFiles
let verdictId = ''
let decisionId = ''

beforeAll(async () => {
  Logger.overrideLogger(false)
  room = await LogRoom.open()
  ;({ verdictId, decisionId } = await judgeContent(room.database))
  await room.settle()
  files = new RecordFiles(room.database, room.reader())
})
afterAll(() => room.close())

async function report(kind: string, id: string, mayReadWords: boolean, name = id) {
  const record = (await files.recordsOf(kind, [id], () => mayReadWords)).get(name)
  const reader = room.reader()
  const logged = (await reader.entriesOf(kind, [id])).get(name)
  const logKeys = (await reader.verifierKeys()).map(parseVerifierKey)
  if (!record || !logged) throw new Error(`no record of ${kind} ${name}`)
  return verifyRecord(formatRecord(record), await reader.proof(logged.index), { logKeys })
}

test('a record handed out holds with its proof, down to its words', async () => {
  expect(await report('verdict', verdictId, true)).toMatchObject({
    holds: true,
    evidence: { checked: { words: 'bound', entry: { kind: 'verdict', id: verdictId } } },
  })
  expect(await report('decision', decisionId, true)).toMatchObject({
    holds: true,
    evidence: { checked: { words: 'bound' } },
  })
  expect(await report('attempt', verdictId, true, `${verdictId}/1`)).toMatchObject({
    holds: true,
    evidence: { checked: { entry: { part: 1 } } },
  })
})

test('who may not read the words gets the record without them, and it holds', async () => {
  const record = (await files.recordsOf('verdict', [verdictId], () => false)).get(verdictId)
  expect(record?.words).toBe('withheld')
  expect(formatRecord(record as NonNullable<typeof record>)).not.toContain('"trace"')
  expect(await report('verdict', verdictId, false)).toMatchObject({
    holds: true,
    evidence: { checked: { words: 'withheld' } },
  })
})

test('what has no entry, and a kind that is none, are left out', async () => {
  const unknown = '00000000-0000-7000-8000-000000000000'
  expect((await files.recordsOf('verdict', [unknown], () => true)).size).toBe(0)
  expect((await files.recordsOf('riddle', [verdictId], () => true)).size).toBe(0)
})
