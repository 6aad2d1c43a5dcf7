import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Module, type INestApplicationContext } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { PrismaContentStore } from '@assize/content/nest'
import { ActionStore, type Action } from '@assize/enforcement'
import { ActionRecorder } from '@assize/enforcement/nest'
import { EventsModule } from '@assize/events/nest'
import { canonicalJson, commitTo, IdSource, type DomainError } from '@assize/kernel'
import { Config, Database, encodeCursor, insertRows, parsePage } from '@assize/platform'
import { PlatformModule } from '@assize/platform/nest'
import { freshDatabase, type FreshDatabase } from '@assize/testing'
import type { Appeal } from '../appeal.js'
import { AppealList } from './appeal-list.js'
import { AppealModule } from './appeal.module.js'
import { AppealService } from './appeal.service.js'
import { AskedActions } from './asked-action.builder.js'
import { PostgresAppealStore } from './postgres-appeal-store.js'

@Module({})
class Room {}

let fresh: FreshDatabase
let directory: string
let app: INestApplicationContext
let database: Database
let service: AppealService
let store: PostgresAppealStore
let actions: ActionStore
let asked: AskedActions
let ids: IdSource
let platform: { readonly kind: 'service'; readonly id: string }

beforeAll(async () => {
  fresh = await freshDatabase()
  directory = mkdtempSync(join(tmpdir(), 'assize-appeal-'))
  const secrets = join(directory, 'secrets.json')
  writeFileSync(secrets, JSON.stringify({ contentHmacKey: 'k'.repeat(64) }))
  const config = Config.read({ DATABASE_URL: fresh.url, ASSIZE_SECRETS_FILE: secrets })
  app = await NestFactory.createApplicationContext(
    { module: Room, imports: [PlatformModule.forRoot(config), EventsModule, AppealModule] },
    { abortOnError: false, logger: false },
  )
  database = app.get(Database)
  ids = app.get(IdSource)
  service = app.get(AppealService, { strict: false })
  store = app.get(PostgresAppealStore, { strict: false })
  actions = app.get(ActionStore, { strict: false })
  asked = new AskedActions(
    database,
    app.get(PrismaContentStore, { strict: false }),
    app.get(ActionRecorder, { strict: false }),
    ids,
  )
  platform = { kind: 'service', id: ids.next() }
})
afterAll(async () => {
  await app.close()
  await fresh.close()
  rmSync(directory, { recursive: true })
})

const aPerson = () => ({ kind: 'person', id: ids.next() }) as const

const refusal = async (act: Promise<unknown>): Promise<DomainError> =>
  act.then(
    () => {
      throw new Error('expected a refusal')
    },
    (error: unknown) => error as DomainError,
  )

const lodge = (action: Action, statement = 'It was satire.') =>
  service.lodge(platform, { actionId: action.id, statement })

const count = async (table: string): Promise<number> => {
  const rows = await database.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`)
  return rows[0]?.n ?? 0
}

const toldOf = async (appealId: string, type: string) =>
  database.query('SELECT FROM outbox WHERE subject = $1 AND type = $2', [appealId, type])

describe('an appeal', () => {
  test('is lodged once against an action, due in seven days, its words bound by a commitment', async () => {
    const action = await asked.ask()
    const statement = '"; DROP TABLE record_appeal; -- <script>\u202e=HYPERLINK("x")</script> 𝕬\n'
    const appeal = await lodge(action, statement)
    const { contentItemId, verdictId, policy, policyCommit } = action
    expect(appeal).toMatchObject({ contentItemId, verdictId, policy, policyCommit, decision: null })
    expect(appeal.dueAt.getTime() - appeal.recordedAt.getTime()).toBe(7 * 24 * 3_600_000)
    expect((await store.findStatements([appeal.id])).get(appeal.id)).toBe(statement)
    const [row] = await database.query<{ commitment: Buffer; salt: Buffer }>(
      `SELECT a.commitment, p.salt FROM record_appeal a JOIN payload_appeal p ON p.appeal_id = a.id
       WHERE a.id = $1`,
      [appeal.id],
    )
    const bound = commitTo(row?.salt ?? new Uint8Array(32), canonicalJson({ statement }))
    expect(row?.commitment.equals(bound)).toBe(true)
    expect(await toldOf(appeal.id, 'appeal.lodged')).toHaveLength(1)
    expect(await refusal(lodge(action))).toMatchObject({
      code: 'ALREADY_APPEALED',
      facts: { appealId: appeal.id },
    })
  })

  test('is to be answered within seven days of the platform being told, which is never after now', async () => {
    const day = 24 * 3_600_000
    const before = new Date(Date.now() - 6 * day)
    const told = { actionId: (await asked.ask()).id, statement: 'Look again.', receivedAt: before }
    const appeal = await service.lodge(platform, told)
    expect(appeal.dueAt.getTime()).toBe(before.getTime() + 7 * day)
    const early = { actionId: (await asked.ask()).id, receivedAt: new Date(Date.now() + day) }
    const { dueAt, recordedAt } = await service.lodge(platform, { ...told, ...early })
    expect(dueAt.getTime()).toBe(recordedAt.getTime() + 7 * day)
  })

  test('lodged many times at once is one appeal', async () => {
    const action = await asked.ask()
    const tries = await Promise.allSettled(Array.from({ length: 6 }, () => lodge(action)))
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const each of tries)
      if (each.status === 'rejected')
        expect(each.reason).toMatchObject({ code: 'ALREADY_APPEALED' })
  })

  test('needs an action that asks for something and that nobody has looked at again', async () => {
    const nothing = await asked.ask({ kind: 'none' })
    expect(await refusal(lodge(nothing))).toMatchObject({ code: 'NOTHING_TO_APPEAL' })
    const answered = await asked.ask({ cause: { kind: 'appeal', id: ids.next() } })
    expect(await refusal(lodge(answered))).toMatchObject({ code: 'ACTION_ANSWERED_APPEAL' })
    for (const actionId of [ids.next(), 'x', "' OR 1=1", '\u0000']) {
      const unknown = service.lodge(platform, { actionId, statement: 'why' })
      expect(await refusal(unknown)).toMatchObject({ code: 'ACTION_UNKNOWN' })
    }
  })

  test.each(['', '  \n', 'x'.repeat(10_001), 'a\u0000b', '\ud800'])(
    'with a statement no record could hold is refused and leaves nothing (%#)',
    async (statement) => {
      const action = await asked.ask()
      const before = await count('record_appeal')
      expect(await refusal(lodge(action, statement))).toMatchObject({ code: 'STATEMENT_INVALID' })
      expect(await count('record_appeal')).toBe(before)
    },
  )
})

describe('an answer', () => {
  const reverse = (appeal: Appeal, person = aPerson()) =>
    service.decide(person, { appealId: appeal.id, outcome: 'reversed', reasons: 'It was satire.' })

  test('is recorded with the action it asks for, caused by the appeal', async () => {
    const action = await asked.ask({ kind: 'remove' })
    const appeal = await lodge(action)
    const person = aPerson()
    const { decision } = await reverse(appeal, person)
    expect(decision).toMatchObject({ outcome: 'reversed', action: 'none', decidedBy: person.id })
    const [newest] =
      (await actions.findByVerdicts([action.verdictId ?? ''])).get(action.verdictId ?? '') ?? []
    expect(newest).toMatchObject({
      ...{ kind: 'none', interim: false, cause: { kind: 'appeal', id: appeal.id } },
    })
    expect((await store.findAppeals([appeal.id])).get(appeal.id)?.decision).toEqual(decision)
    expect((await store.findReasons([decision.id])).get(decision.id)).toBe('It was satire.')
    expect(await toldOf(appeal.id, 'appeal.decided')).toHaveLength(1)
  })

  test('that stands makes an interim action final; a withdrawn appeal asks for nothing', async () => {
    const interim = await asked.ask({ interim: true })
    const appeal = await lodge(interim)
    const reasons = 'The rule is met.'
    await service.decide(aPerson(), { appealId: appeal.id, outcome: 'stands', reasons })
    const verdictId = interim.verdictId ?? ''
    const [newest] = (await actions.findByVerdicts([verdictId])).get(verdictId) ?? []
    expect(newest).toMatchObject({ kind: 'hide', interim: false, cause: { kind: 'appeal' } })

    const other = await lodge(await asked.ask())
    const before = await count('record_action')
    const { decision } = await service.decide(aPerson(), {
      ...{ appealId: other.id, outcome: 'withdrawn', reasons: 'Taken back by letter.' },
    })
    expect(decision.action).toBe('hide')
    expect(await count('record_action')).toBe(before)
  })

  test('of two people at once is one answer, and the other is told', async () => {
    for (let round = 0; round < 5; round++) {
      const appeal = await lodge(await asked.ask())
      const [one, two] = [aPerson(), aPerson()]
      const tries = await Promise.allSettled([
        reverse(appeal, one),
        service.decide(two, { appealId: appeal.id, outcome: 'stands', reasons: 'It stands.' }),
      ])
      expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
      const lost = tries.find((each) => each.status === 'rejected')
      expect(lost).toMatchObject({ reason: { code: 'ALREADY_DECIDED' } })
      const rows = await database.query(
        "SELECT FROM record_action WHERE cause_kind = 'appeal' AND cause_id = $1",
        [appeal.id],
      )
      expect(rows).toHaveLength(1)
    }
  })

  test('never comes from the person who decided about the content before, also under another policy', async () => {
    const action = await asked.ask()
    const reviewer = aPerson()
    const { contentItemId } = action
    await asked.decide({ ...action, policy: 'harassment' }, reviewer.id)
    const appeal = await lodge(action)
    expect(await refusal(reverse(appeal, reviewer))).toMatchObject({
      code: 'SAME_PERSON',
      facts: { conflict: 'decided-before' },
    })
    const specialist = aPerson()
    await reverse(appeal, specialist)
    const second = await lodge(await asked.ask({ contentItemId, policy: 'harassment' }))
    expect(await refusal(reverse(second, specialist))).toMatchObject({ code: 'SAME_PERSON' })
  })

  test('never comes from whoever lodged the appeal, nor from a machine', async () => {
    const person = aPerson()
    const action = await asked.ask()
    const own = await service.lodge(person, { actionId: action.id, statement: 'Look again.' })
    expect(await refusal(reverse(own, person))).toMatchObject({
      code: 'SAME_PERSON',
      facts: { conflict: 'lodged-it' },
    })
    const answer = { appealId: own.id, outcome: 'stands', reasons: 'It stands.' } as const
    expect(await refusal(service.decide(platform, answer))).toMatchObject({ code: 'NOT_A_PERSON' })
    expect((await store.findAppeals([own.id])).get(own.id)?.decision).toBeNull()
  })

  test('is refused by the database too, whoever asks it', async () => {
    const [action, reviewer, lodger] = [await asked.ask(), aPerson(), aPerson()]
    await asked.decide(action, reviewer.id)
    const { id } = await service.lodge(lodger, { actionId: action.id, statement: 'Look again.' })
    for (const { id: decidedBy } of [reviewer, lodger])
      await expect(
        insertRows(database, 'record_appeal_decision', [
          {
            ...{ id: ids.next(), appeal_id: id, outcome: 'reversed', action: 'none' },
            ...{ decided_by: decidedBy, commitment: new Uint8Array(32), recorded_at: new Date() },
          },
        ]),
      ).rejects.toMatchObject({ code: 'AZ002' })
  })

  test.each([
    [{ reasons: ' ' }, 'REASONS_INVALID'],
    [{ reasons: 'a\u0000' }, 'REASONS_INVALID'],
    [{ outcome: 'partly-reversed' }, 'ACTION_UNFIT'],
    [{ outcome: 'partly-reversed', action: 'remove' }, 'ACTION_UNFIT'],
    [{ outcome: 'reversed', action: 'warn' }, 'ACTION_UNFIT'],
    [{ appealId: '019a0000-0000-7000-8000-000000000000' }, 'APPEAL_UNKNOWN'],
    [{ appealId: '\u0000' }, 'APPEAL_UNKNOWN'],
  ] as const)('of %j is refused as %s and leaves the appeal open', async (over, code) => {
    const appeal = await lodge(await asked.ask())
    const request = { appealId: appeal.id, outcome: 'stands', reasons: 'It stands.' } as const
    expect(await refusal(service.decide(aPerson(), { ...request, ...over }))).toMatchObject({
      code,
    })
    expect((await store.findAppeals([appeal.id])).get(appeal.id)?.decision).toBeNull()
  })
})

describe('the list', () => {
  test('pages in either direction cover it once, under every filter', async () => {
    const list = app.get(AppealList, { strict: false })
    for (let i = 0; i < 7; i++) await lodge(await asked.ask({ policy: 'paged' }))
    const filter = { policies: ['paged'], states: ['open'], overdue: false } as const
    const whole = await list.page(filter, parsePage({ first: 100 }), null)
    expect(whole.items).toHaveLength(7)
    const [first, second] = [whole.items.slice(0, 4), whole.items.slice(4)]
    const cursor = encodeCursor([first[3]?.id ?? ''])
    const after = await list.page(filter, parsePage({ first: 10, after: cursor }), null)
    expect(after.items).toEqual(second)
    const before = await list.page(
      filter,
      parsePage({ last: 10, before: encodeCursor([second[0]?.id ?? '']) }),
      null,
    )
    expect(before.items).toEqual(first)
    expect((await list.page({ overdue: true }, parsePage({}), null)).items).toEqual([])
    expect((await list.page({ policies: ["' OR 1=1"] }, parsePage({}), null)).items).toEqual([])
    const hostile = parsePage({ first: 1, after: encodeCursor(["'; --"]) })
    await expect(list.page({}, hostile, null)).rejects.toMatchObject({ code: 'CURSOR_INVALID' })
  })
})
