import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { Clock, uuidV7Floor } from '@assize/kernel'
import { Database, insertRows } from '@assize/platform'
import { freshDatabase, type FreshDatabase } from '@assize/testing'
import type { ClassifyQueue } from './classify-queue.js'
import type { JudgeService } from './judge.service.js'
import { PendingSweeper } from './pending-sweeper.js'

const now = new Date('2026-05-03T12:00:00.000Z')
class SteadyClock extends Clock {
  now(): Date {
    return now
  }
}

let fresh: FreshDatabase
let database: Database

beforeAll(async () => {
  fresh = await freshDatabase()
  database = new Database({ url: fresh.url })
})

afterAll(async () => {
  await database.close()
  await fresh.close()
})

const acceptedAgo = (seconds: number) => uuidV7Floor(now.getTime() - seconds * 1_000)

const row = (id: string, priority: number, state = 'pending') => ({
  ...{ id, priority, state, content_item_id: id, policy: 'spam', policy_commit: 'c0ffee' },
  ...{ on_premises_only: false, mode: 'single', source: 'live', submitted_by: 'shop' },
  accepted_at: now,
})

test('what waits for two minutes is queued again by its priority, but not what is in hand, judged or young', async () => {
  const [urgent, usual, usualToo, inHand, judged, young] = [500, 400, 300, 200, 180, 110].map(
    acceptedAgo,
  ) as [string, string, string, string, string, string]
  await database.transaction((tx) =>
    insertRows(tx, 'classification', [
      ...[row(urgent, 0), row(usual, 5), row(usualToo, 5), row(inHand, 0)],
      ...[row(judged, 0, 'recorded'), row(young, 0)],
    ]),
  )
  const queued: [readonly string[], number][] = []
  const queue: Pick<ClassifyQueue, 'enqueue'> = {
    enqueue: (ids, priority) => Promise.resolve(void queued.push([ids, priority])),
  }
  const judge: Pick<JudgeService, 'working'> = { working: new Set([inHand]) }
  const sweeper = new PendingSweeper(database, queue, judge, new SteadyClock())
  expect(await sweeper.sweep()).toBe(3)
  expect(queued).toEqual([
    [[urgent], 0],
    [[usual, usualToo], 5],
  ])
})
