import { Inject, Injectable } from '@nestjs/common'
import { canonicalJson, Clock, commitTo, IdSource, isUuid, Randomness } from '@assize/kernel'
import { Outbox } from '@assize/events/nest'
import { Database, insertRows } from '@assize/platform'
import { checkWords, PolicyError, requireWords, type Outcome } from '../../index.js'

/** What people concluded of a case, offered to the authors of its policy. Words that were erased are null. */
export interface ExampleOffer {
  readonly id: string
  readonly policy: string
  /** The version it was judged under. */
  readonly commit: string
  readonly caseId: string
  readonly decisionId: string
  readonly contentItemId: string
  readonly outcome: Outcome
  readonly rules: readonly string[]
  readonly offeredBy: string
  readonly offeredAt: Date
  readonly content: string | null
  readonly note: string | null
}

export interface NewOffer extends Omit<ExampleOffer, 'id' | 'offeredAt'> {
  readonly content: string
  readonly note: string
}

/** An example on a branch. */
export interface ExampleTaken {
  readonly id: string
  /** The ruling or the offer it came of. */
  readonly of: string
  readonly branch: string
  readonly commit: string
  readonly takenBy: string
  readonly takenAt: Date
  /** Null where no change asks for the branch. */
  readonly changeId: string | null
}

const select = `SELECT o.id, o.policy, o."commit", o.case_id AS "caseId", o.decision_id AS "decisionId",
    o.content_item_id AS "contentItemId", o.outcome, o.rules, o.offered_by AS "offeredBy",
    o.recorded_at AS "offeredAt", w.content, w.note
  FROM record_example_offer o LEFT JOIN payload_example_offer w ON w.offer_id = o.id`

/** Corrections offered as examples for the next version; one offer a decision. */
@Injectable()
export class ExampleOffers {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(IdSource) private readonly ids: IdSource,
    @Inject(Randomness) private readonly randomness: Randomness,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Newest first, the newest 200. */
  list(policy: string | null, open: boolean): Promise<ExampleOffer[]> {
    return this.database.query<ExampleOffer>(
      `${select} WHERE ($1::text IS NULL OR o.policy = $1)
         AND (NOT $2 OR NOT EXISTS (SELECT FROM record_example e WHERE e.offer_id = o.id))
       ORDER BY o.id DESC LIMIT 200`,
      [policy, open],
    )
  }

  async ofDecisions(ids: readonly string[]): Promise<ReadonlyMap<string, ExampleOffer>> {
    const rows = await this.database.query<ExampleOffer>(
      `${select} WHERE o.decision_id = ANY($1::uuid[])`,
      [ids],
    )
    return new Map(rows.map((row) => [row.decisionId, row]))
  }

  /** By ruling or offer, newest first. */
  async taken(ids: readonly string[]): Promise<ReadonlyMap<string, ExampleTaken[]>> {
    const rows = await this.database.query<ExampleTaken>(
      `SELECT e.id, coalesce(e.question_id, e.offer_id) AS of, e.branch, e."commit",
         e.taken_by AS "takenBy", e.recorded_at AS "takenAt", (
           SELECT c.id FROM record_change c WHERE c.branch = e.branch ORDER BY c.id DESC LIMIT 1
         ) AS "changeId"
       FROM record_example e
       WHERE e.question_id = ANY($1::uuid[]) OR e.offer_id = ANY($1::uuid[]) ORDER BY e.id DESC`,
      [ids],
    )
    const taken = new Map<string, ExampleTaken[]>(ids.map((id) => [id, []]))
    for (const row of rows) taken.get(row.of)?.push(row)
    return taken
  }

  /** Throws `OFFER_REFUSED` where the decision was offered before, `MESSAGE_REFUSED`. */
  async offer(offer: NewOffer): Promise<ExampleOffer> {
    const words = {
      content: requireWords(offer.content, 'content'),
      note: checkWords(offer.note, 'note'),
    }
    const [id, salt] = [this.ids.next(), this.randomness.bytes(32)]
    const { policy, commit, caseId, decisionId, contentItemId, outcome, rules, offeredBy } = offer
    await this.database.transaction(async (tx) => {
      const [made] = await tx.query(
        `INSERT INTO record_example_offer (id, policy, "commit", case_id, decision_id, content_item_id,
           outcome, rules, offered_by, commitment, recorded_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
         ON CONFLICT (decision_id) DO NOTHING RETURNING id`,
        [
          ...[id, policy, commit, caseId, decisionId, contentItemId, outcome, rules, offeredBy],
          ...[Buffer.from(commitTo(salt, canonicalJson(words))), this.clock.now()],
        ],
      )
      if (!made)
        throw new PolicyError('OFFER_REFUSED', 'expected a decision that was not offered before', {
          decision: decisionId,
        })
      await insertRows(tx, 'payload_example_offer', [{ offer_id: id, salt, ...words }])
      const payload = { offerId: id, policy, decisionId }
      await this.outbox.append(tx, [{ type: 'policy.example-offered', subject: policy, payload }])
    })
    return this.get(id)
  }

  /** Throws `OFFER_UNKNOWN`. */
  async get(id: string): Promise<ExampleOffer> {
    const [found] = isUuid(id)
      ? await this.database.query<ExampleOffer>(`${select} WHERE o.id = $1`, [id])
      : []
    if (found) return found
    throw new PolicyError('OFFER_UNKNOWN', 'expected an offered example, saw no such id')
  }
}
