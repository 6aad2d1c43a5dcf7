import 'reflect-metadata'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { PostgresAppealStore } from '@assize/appeal/nest'
import type { Principal } from '@assize/identity'
import { parsePage } from '@assize/platform'
import { PolicyService } from '@assize/policy/nest'
import { PostgresCaseStore } from '@assize/review/nest'
import { VerdictList } from '@assize/verdict/nest'
import { EvidenceRoom } from '../../fixtures/evidence-room.js'
import { readingContext } from '../dossier/dossier-rights.js'
import { AnswerService } from './answer.service.js'

let room: EvidenceRoom
let author: Principal
let auditor: Principal
let specialist: Principal
let service: Principal
let verdictId: string
let caseId: string
let appealId: string

beforeAll(async () => {
  room = await EvidenceRoom.open({ worker: false })
  author = await room.person('policy-author')
  await room.publishPolicies(author, await room.person('policy-approver'))
  auditor = await room.person('auditor')
  specialist = await room.person('appeals-specialist')
  verdictId = await room.judge('Buy now, and again: buy now.')
  caseId = await room.decide(verdictId, await room.person('reviewer'), 'It is spam.')
  service = {
    kind: 'service',
    id: '0192f000-0000-7000-8000-00000000000f',
    name: 'forum',
    roles: ['service'],
    scopes: null,
  }
  appealId = await room.appeal(
    verdictId,
    specialist,
    await room.person('appeals-specialist', 'two'),
  )
}, 60_000)
afterAll(() => room.close())

const asked = async (question: string, by: Principal) => {
  const answers = room.get(AnswerService)
  const { candidates } = await answers.answer(question, 'all', readingContext(by, 'r'))
  return candidates.map((each) => (each.kind === 'verdict' ? each.verdictId : each.kind))
}

test('a case, a decision and an appeal lead to their verdict only for who may see them', async () => {
  const found = (await room.get(PostgresCaseStore).findCases([caseId])).get(caseId)
  const appeal = (await room.get(PostgresAppealStore).findAppeals([appealId])).get(appealId)
  const [decision] = await room.database.query<{ id: string }>(
    'SELECT id FROM record_decision WHERE verdict_id = $1',
    [verdictId],
  )
  const questions = [`#${found?.number}`, caseId, decision?.id ?? '', appealId]
  for (const question of [...questions, `A-${appeal?.number}`]) {
    expect([question, await asked(question, auditor)]).toEqual([question, [verdictId]])
    expect([question, await asked(question, author)]).toEqual([question, []])
    expect([question, await asked(question, service)]).toEqual([question, []])
  }
  expect(await asked(`A-${appeal?.number}`, specialist)).toEqual([verdictId])
  expect(await asked(verdictId, author)).toEqual([verdictId])
})

test('a commit is answered with the version it made and its verdicts, then with what else stood in it', async () => {
  const policies = await room.get(PolicyService).list()
  const last = policies.toSorted((a, b) => (a.committedAt < b.committedAt ? -1 : 1)).at(-1)
  const commit = last?.commit ?? ''
  const { candidates } = await room
    .get(AnswerService)
    .answer(commit.slice(0, 12), 'all', readingContext(auditor, 'r'))
  const told = candidates.map((each) => [
    each.kind === 'verdict' ? 'verdict' : each.version.policy,
    each.reason,
  ])
  expect(told[0]).toEqual([last?.policy, 'this version, in force'])
  expect(told.filter(([, reason]) => reason?.endsWith('stood in that commit'))).toHaveLength(
    policies.length - 1,
  )
  expect(told.filter(([what]) => what === 'verdict')).toEqual(
    last?.policy === 'spam' ? [['verdict', `judged under spam@${commit.slice(0, 10)}`]] : [],
  )
})

test('what is not the start of any commit is judged under nothing', async () => {
  const list = room.get(VerdictList)
  for (const commit of ['zz', 'v2', '', "' OR true --"]) {
    const page = await list.page(
      { commit },
      { field: 'decided-at', direction: 'desc' },
      parsePage({ first: 5 }),
    )
    expect([commit, page.items]).toEqual([commit, []])
  }
})

test('marks without a word quote nothing', async () => {
  for (const question of ['""', '“”', '" - | "', '…'])
    expect(await asked(question, auditor)).toEqual([])
})
