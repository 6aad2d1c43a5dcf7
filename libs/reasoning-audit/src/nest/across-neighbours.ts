import { Inject, Injectable } from '@nestjs/common'
import { LikeContentFinder } from '@assize/content/nest'
import { Database } from '@assize/platform'
import type { Outcome } from '@assize/policy'
import { likenessOf, type Neighbour } from '../across/later-look.js'

/** A verdict that may be compared with others. */
export interface Comparable {
  readonly id: string
  readonly contentItemId: string
  readonly policy: string
  readonly policyCommit: string
  readonly promptDigest: string
  readonly outcome: Outcome
  readonly model: string
  readonly effort: string | null
  readonly simulated: boolean
}

type Found = Omit<Comparable, 'contentItemId' | 'policy' | 'policyCommit' | 'simulated'> & {
  readonly of: string
}

/** Whatever is judged more often is compared with so many; what is found of it does not grow with the rest. */
const mostItems = 100
const mostVerdicts = 20
/** Texts that share less may well deserve another outcome. */
const nearlyTheSame = 0.8

/** Only a model disagrees with itself; a verdict that nothing was heard for disagrees with nobody. */
export const isJudgement = (alias: string): string =>
  `${alias}.answered_by = 'model' AND (${alias}.undetermined_reason IS NULL OR ${alias}.undetermined_reason
    NOT IN ('retries-exhausted', 'deadline', 'no-endpoint', 'escalated', 'content-erased'))`

const columns = `o.id, o.prompt_digest AS "promptDigest", o.outcome, o.model, o.effort`
const alike = `o.policy = s.policy AND o.policy_commit = s.policy_commit AND o.simulated = s.simulated
  AND o.id <> s.id AND ${isJudgement('o')}`
const readable = (alias: string): string =>
  `EXISTS (SELECT FROM payload_content_item p WHERE p.content_item_id = ${alias}.id)`

/** Looks up which verdicts others should agree with: under the same policy version, over content alike. */
@Injectable()
export class AcrossNeighbours {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(LikeContentFinder) private readonly likeContent: LikeContentFinder,
  ) {}

  /** By verdict. Erased content is like nothing. */
  async of(verdicts: readonly Comparable[]): Promise<ReadonlyMap<string, readonly Neighbour[]>> {
    const ids = verdicts.map(({ id }) => id)
    const [same, translated, near] = await Promise.all([
      this.sameWords(ids),
      this.otherLanguages(ids),
      this.nearWords(verdicts),
    ])
    return new Map(
      verdicts.map((own) => [
        own.id,
        [
          ...of(same, own).map((each) => ({ ...each, likeness: likenessOf(own, each) })),
          ...of(near, own).map((each) => ({ ...each, likeness: 'near-duplicate' as const })),
          ...of(translated, own).map((each) => ({ ...each, likeness: 'language' as const })),
        ],
      ]),
    )
  }

  private sameWords(ids: readonly string[]): Promise<readonly Found[]> {
    return this.database.query<Found>(
      `SELECT s.id AS of, o.* FROM record_verdict s JOIN record_content_item i ON i.id = s.content_item_id
       CROSS JOIN LATERAL (
         SELECT ${columns} FROM (
           SELECT x.id FROM record_content_item x WHERE x.fingerprint = i.fingerprint LIMIT ${mostItems}) c
         JOIN record_verdict o ON o.content_item_id = c.id AND ${alike}
         WHERE ${readable('c')} ORDER BY o.id DESC LIMIT ${mostVerdicts}) o
       WHERE s.id = ANY($1::uuid[])`,
      [ids],
    )
  }

  /** What the platform calls by the same name and says is in another language. */
  private otherLanguages(ids: readonly string[]): Promise<readonly Found[]> {
    return this.database.query<Found>(
      `SELECT s.id AS of, o.* FROM record_verdict s JOIN record_content_item i ON i.id = s.content_item_id
       CROSS JOIN LATERAL (
         SELECT ${columns} FROM (
           SELECT x.id FROM record_content_item x WHERE x.external_id = i.external_id
             AND x.submitted_by = i.submitted_by AND x.language <> i.language LIMIT ${mostItems}) c
         JOIN record_verdict o ON o.content_item_id = c.id AND ${alike}
         WHERE ${readable('c')} ORDER BY o.id DESC LIMIT ${mostVerdicts}) o
       WHERE s.id = ANY($1::uuid[])`,
      [ids],
    )
  }

  private async nearWords(verdicts: readonly Comparable[]): Promise<readonly Found[]> {
    const pairs: { of: string; item: string }[] = []
    for (const { id, contentItemId } of verdicts) {
      const likes = await this.likeContent.find(contentItemId, mostVerdicts)
      for (const { same, similarity, contentItemId: item } of likes)
        if (!same && similarity >= nearlyTheSame) pairs.push({ of: id, item })
    }
    if (pairs.length === 0) return []
    return this.database.query<Found>(
      `SELECT s.id AS of, o.* FROM jsonb_to_recordset($1::jsonb) AS n (of uuid, item uuid)
       JOIN record_verdict s ON s.id = n.of
       CROSS JOIN LATERAL (
         SELECT ${columns} FROM record_verdict o WHERE o.content_item_id = n.item AND ${alike}
         ORDER BY o.id DESC LIMIT ${mostVerdicts}) o`,
      [JSON.stringify(pairs)],
    )
  }
}

const of = (found: readonly Found[], { id }: Comparable): readonly Found[] =>
  found.filter((each) => each.of === id)
