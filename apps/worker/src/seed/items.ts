import { setTimeout as sleep } from 'node:timers/promises'
import { ClassificationService, type AskedItem } from '@assize/classification/nest'
import { DomainError } from '@assize/kernel'
import { demoFile, type SeedSite } from './seed-site.js'

/** The verdict each demo item has or will have, by the item's external id. */
export type DemoVerdicts = ReadonlyMap<string, string>

interface DemoItem {
  readonly externalId: string
  readonly policy: string
  readonly content?: string
  readonly messages?: readonly { role: string; content: string }[]
  readonly language?: string
  readonly region?: string
}

/** The demo items, submitted like any other content; what was submitted before is found again by its key. */
export async function submitItems(site: SeedSite): Promise<DemoVerdicts> {
  const service = await site.database.prisma.serviceAccount.findFirstOrThrow()
  const lines = demoFile('items.jsonl').trim().split('\n')
  const items = lines.map((line) => JSON.parse(line) as DemoItem)
  const results = await site.app
    .get(ClassificationService, { strict: false })
    .submit(service.id, items.map(toAsked))
  const verdicts = results.map((result, i): [string, string] => {
    if (result instanceof DomainError) throw result
    return [items[i]?.externalId ?? '', result.classificationIds[0] ?? '']
  })
  site.say('demo items submitted')
  return new Map(verdicts)
}

const pollMs = 500
const patienceMs = 60_000

/**
 * Waits while the items are judged, in this very process. A model that is slow or away holds nobody up for longer than
 * a minute: the worker goes on with what is left.
 */
export async function untilJudged(
  { database, say }: SeedSite,
  verdicts: DemoVerdicts,
): Promise<void> {
  const ids = [...verdicts.values()]
  for (const until = Date.now() + patienceMs; Date.now() < until;) {
    const [row] = await database.query<{ n: number }>(
      "SELECT count(*)::int AS n FROM classification WHERE id = ANY($1) AND state = 'pending'",
      [ids],
    )
    const pending = row?.n ?? 0
    say(`demo items judged: ${ids.length - pending} of ${ids.length}`)
    if (pending === 0) return
    await sleep(pollMs)
  }
  say('demo items still wait for a model; the worker goes on with them')
}

const toAsked = (item: DemoItem): AskedItem => ({
  content: item.messages ? { messages: item.messages } : { text: item.content ?? '' },
  policies: [{ policy: item.policy }],
  externalId: item.externalId,
  idempotencyKey: `demo-${item.externalId}`,
  language: item.language ?? null,
  region: item.region ?? null,
})
