import { Inject, Injectable } from '@nestjs/common'
import { Clock, IdSource } from '@assize/kernel'
import { PrismaContentStore } from '@assize/content/nest'
import { Outbox } from '@assize/events/nest'
import { Database, insertNew, insertRows, type Sql } from '@assize/platform'
import { priorities, type Acceptance, type ClassificationRequest } from '../classification.js'
import { ClassificationError } from '../classification-error.js'
import { acceptedEvent, groupIds, idsPerEvent } from '../jobs.js'

/** What became of each request: accepted, repeated, or refused because its key already means something else. */
export type AcceptanceResult = Acceptance | ClassificationError

/** Takes work in: content, classifications, idempotency keys and the event that queues them, in one transaction. */
@Injectable()
export class AcceptanceService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PrismaContentStore) private readonly content: PrismaContentStore,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(IdSource) private readonly ids: IdSource,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Answers in the order of the requests. */
  async accept(
    caller: string,
    requests: readonly ClassificationRequest[],
  ): Promise<readonly AcceptanceResult[]> {
    const drafts = requests.map((request) => ({
      request,
      ids: request.policies.map(() => this.ids.next()),
    }))
    return this.database.transaction(async (tx) => {
      const earlier = await this.reserveKeys(tx, caller, drafts)
      const fresh = drafts.filter((draft) => !earlier.has(draft))
      await this.recordAll(tx, caller, fresh)
      return drafts.map(
        (draft) => earlier.get(draft) ?? { classificationIds: draft.ids, repeated: false },
      )
    })
  }

  /**
   * First come, first kept: a second caller with the same key waits for the first to commit and then sees its row.
   * Two items of one call with the same key resolve in the same way.
   */
  private async reserveKeys(
    tx: Sql,
    caller: string,
    drafts: readonly Draft[],
  ): Promise<Map<Draft, AcceptanceResult>> {
    const keyed = drafts.filter((draft) => draft.request.idempotencyKey !== null)
    const results = new Map<Draft, AcceptanceResult>()
    if (keyed.length === 0) return results
    const firstOfKey = new Map<string, Draft>()
    for (const draft of keyed)
      if (!firstOfKey.has(keyOf(draft))) firstOfKey.set(keyOf(draft), draft)
    const createdAt = this.clock.now()
    // Always in one order, so that two calls with the same keys wait for each other instead of deadlocking.
    const rows = [...firstOfKey]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, draft]) => ({
        caller,
        idempotency_key: key,
        body_sha256: draft.request.bodySha256,
        classification_ids: draft.ids,
        created_at: createdAt,
      }))
    const reserved = await insertNew(tx, 'submission', rows, 'idempotency_key')
    const known = await this.findKeys(tx, caller, [...firstOfKey.keys()])
    for (const draft of keyed) {
      const key = keyOf(draft)
      if (reserved.has(key) && firstOfKey.get(key) === draft) continue
      results.set(draft, repeat(draft, known.get(key)))
    }
    return results
  }

  private async findKeys(
    tx: Sql,
    caller: string,
    keys: readonly string[],
  ): Promise<Map<string, KnownKey>> {
    const rows = await tx.query<KnownKey & { key: string }>(
      `SELECT idempotency_key AS key, body_sha256 AS "bodySha256", classification_ids AS ids
       FROM submission WHERE caller = $1 AND idempotency_key = ANY($2::text[])`,
      [caller, keys],
    )
    return new Map(rows.map((row) => [row.key, row]))
  }

  private async recordAll(tx: Sql, caller: string, drafts: readonly Draft[]): Promise<void> {
    const acceptedAt = this.clock.now()
    const drawn = drafts.map((draft) => ({ ...draft, itemId: this.ids.next() }))
    const items = drawn.map(({ request, itemId }) => ({
      id: itemId,
      content: request.content,
      facts: request.facts,
      submittedBy: caller,
      source: 'live' as const,
      recordedAt: acceptedAt,
    }))
    await this.content.record(tx, items)
    const rows = drawn.flatMap(({ request, ids, itemId }) => {
      const common = {
        content_item_id: itemId,
        state: 'pending',
        effort: request.effort,
        on_premises_only: request.onPremisesOnly,
        source: 'live',
        submitted_by: caller,
        external_id: request.facts.externalId ?? null,
        accepted_at: acceptedAt,
      }
      const asked = request.policies.map(({ policy, commit, arm = null }, p) => ({
        ...{ id: ids[p] ?? this.ids.next(), ...common, policy, policy_commit: commit, arm },
        ...{ mode: 'separate', priority: request.priority },
      }))
      const beside = (request.shadows ?? []).map(({ policy, commit }) => ({
        ...{ id: this.ids.next(), ...common, policy, policy_commit: commit, arm: 'shadow' },
        ...{ mode: 'shadow', priority: Math.max(request.priority, priorities.batch) },
      }))
      return [...asked, ...beside]
    })
    await insertRows(tx, 'classification', rows)
    await this.outbox.append(tx, eventsOf(rows))
  }
}

interface Draft {
  readonly request: ClassificationRequest
  readonly ids: readonly string[]
}

interface KnownKey {
  readonly bodySha256: string
  readonly ids: readonly string[]
}

const keyOf = (draft: Draft): string => draft.request.idempotencyKey ?? ''

function repeat(draft: Draft, known: KnownKey | undefined): AcceptanceResult {
  if (known?.bodySha256 === draft.request.bodySha256)
    return { classificationIds: known.ids, repeated: true }
  return new ClassificationError(
    'IDEMPOTENCY_CONFLICT',
    'expected the body this idempotency key was first used with, saw another',
  )
}

function eventsOf(rows: readonly { id: string; priority: number }[]) {
  const byPriority = new Map<number, string[]>()
  for (const { id, priority } of rows)
    byPriority.set(priority, [...(byPriority.get(priority) ?? []), id])
  return [...byPriority].flatMap(([priority, ids]) =>
    groupIds(ids, idsPerEvent).map((group) => ({
      type: acceptedEvent,
      subject: group[0] ?? '',
      payload: { ids: group, priority },
    })),
  )
}
