import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { Outbox } from '@assize/events/nest'
import { IdSource, SystemClock, SystemRandomness } from '@assize/kernel'
import { createClient, type Client } from 'graphql-ws'
import WebSocket from 'ws'
import { recordJudged, type Judged } from './fixtures/judged-content.js'
import { bearer, RunningApi } from './fixtures/running-api.js'

const clock = new SystemClock()
const outbox = new Outbox(new IdSource(clock, new SystemRandomness()), clock)

let api: RunningApi
let serviceId: string
const clients: Client[] = []
beforeAll(async () => {
  api = await RunningApi.start()
  const [service] = await api.database.query<{ id: string }>('SELECT id FROM service_account')
  serviceId = service?.id ?? ''
})
afterAll(async () => {
  for (const client of clients) await client.dispose()
  await api.close()
})

/** What a subscriber hears, in order. */
function listen(key: string, query: string): string[] {
  const client = createClient({
    url: api.url.replace('http', 'ws') + '/graphql',
    webSocketImpl: WebSocket,
    connectionParams: bearer(key),
  })
  clients.push(client)
  const heard: string[] = []
  client.subscribe(
    { query },
    {
      next: (result) => heard.push(JSON.stringify(result.data ?? result.errors)),
      error: (error) => heard.push(JSON.stringify(error)),
      complete: () => undefined,
    },
  )
  return heard
}

async function record(policy: string, submittedBy: string): Promise<Judged> {
  const decidedBy = '00000000-0000-7000-8000-000000000001'
  const judging = { policy, policyCommit: 'c', text: 'words', decidedBy, submittedBy }
  const judged = await recordJudged(api.database, judging)
  const { verdictId, contentItemId } = judged
  const [set] = await api.database.query<{ id: string }>(
    'SELECT id FROM record_finding_set WHERE verdict_id = $1',
    [verdictId],
  )
  await api.database.transaction((tx) =>
    outbox.append(tx, [
      { type: 'verdict.recorded', subject: verdictId, payload: { policy, contentItemId } },
      { type: 'finding.raised', subject: `${set?.id}:0`, payload: { verdictId } },
    ]),
  )
  return judged
}

/** Subscriptions begin some time after they are asked for; only a verdict of this policy ends the wait. */
async function untilHeard(...all: readonly string[][]): Promise<void> {
  while (all.some((heard) => heard.length === 0)) {
    await record('begins', serviceId)
    await new Promise((done) => setTimeout(done, 50))
  }
}

test('a subscriber hears of verdicts and findings it may read, of the policies it names', async () => {
  const verdicts = 'subscription { verdictRecorded { id policy } }'
  const all = listen(api.keys.auditor, verdicts)
  const own = listen(api.keys.service, verdicts)
  const named = listen(
    api.keys.auditor,
    'subscription { verdictRecorded(policies: ["spam", "begins"]) { id policy } }',
  )
  const findings = listen(api.keys.auditor, 'subscription { findingRaised { verdict { id } } }')
  await untilHeard(all, own, named, findings)

  const mine = await record('harassment', serviceId)
  const others = await record('spam', 'another')
  const last = await record('begins', serviceId)
  const hears = (heard: readonly string[], { verdictId }: Judged) =>
    heard.some((text) => text.includes(verdictId))
  while (![all, own, named, findings].every((heard) => hears(heard, last)))
    await new Promise((done) => setTimeout(done, 20))

  expect([all, own, named, findings].map((heard) => hears(heard, mine))).toEqual([
    true,
    true,
    false,
    true,
  ])
  expect([all, own, named, findings].map((heard) => hears(heard, others))).toEqual([
    true,
    false,
    true,
    true,
  ])
  expect([...all, ...own, ...named, ...findings].filter((text) => /code/.test(text))).toEqual([])
})

test('whoever may not read traces is not told of findings', async () => {
  const heard = listen(api.keys.service, 'subscription { findingRaised { id } }')
  while (heard.length === 0) await new Promise((done) => setTimeout(done, 20))
  expect(heard[0]).toContain('FORBIDDEN')
})
