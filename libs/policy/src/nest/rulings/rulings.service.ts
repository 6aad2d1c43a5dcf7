import { Inject, Injectable } from '@nestjs/common'
import { canonicalJson, Clock, commitTo, IdSource, isUuid, Randomness } from '@assize/kernel'
import { Outbox } from '@assize/events/nest'
import { Database, insertRows, type Sql } from '@assize/platform'
import { PolicyError, requireWords, type Outcome } from '../../index.js'
import { PolicyService } from '../policy.service.js'

/** A question on a rule and, once there is one, what its author ruled. Words that were erased are null. */
export interface RulingQuestion {
  readonly id: string
  readonly policy: string
  readonly rule: string
  /** The version it was asked of. */
  readonly commit: string | null
  readonly caseId: string | null
  readonly contentItemId: string | null
  readonly askedBy: string
  readonly askedAt: Date
  readonly question: string | null
  readonly outcome: Outcome | null
  readonly ruledBy: string | null
  readonly ruledAt: Date | null
  readonly answer: string | null
}

interface Asked {
  readonly policy: string
  readonly rule: string
  readonly question: string
  readonly by: string
}

export interface AskRuling extends Asked {
  readonly caseId: string | null
}

/** From a room that knows the rule, the version and the case. */
export interface AskOfCase extends Asked {
  readonly commit: string
  readonly caseId: string
  readonly contentItemId: string
}

/** Which content item a case is about; told by the room that keeps cases. */
export type FindCaseItem = (caseId: string) => Promise<string | null>

const most = 200
const select = `SELECT q.id, q.policy, q.rule, q."commit", q.case_id AS "caseId",
    q.content_item_id AS "contentItemId", q.asked_by AS "askedBy",
    q.recorded_at AS "askedAt", w.question, r.outcome, r.ruled_by AS "ruledBy",
    r.recorded_at AS "ruledAt", a.answer
  FROM record_ruling_question q
  LEFT JOIN payload_ruling_question w ON w.question_id = q.id
  LEFT JOIN LATERAL (SELECT * FROM record_ruling WHERE question_id = q.id ORDER BY id DESC LIMIT 1) r ON true
  LEFT JOIN payload_ruling a ON a.ruling_id = r.id`

/** Questions on rules, asked where they are unclear, and what their authors rule. */
@Injectable()
export class Rulings {
  private findItem: FindCaseItem = () => Promise.resolve(null)

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PolicyService) private readonly policies: PolicyService,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(IdSource) private readonly ids: IdSource,
    @Inject(Randomness) private readonly randomness: Randomness,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** For the room that keeps cases. */
  knowCases(find: FindCaseItem): void {
    this.findItem = find
  }

  /** Newest first, the newest 200; of one policy and rule, and of those that wait for a ruling, or all. */
  list(policy: string | null, rule: string | null, open = false): Promise<RulingQuestion[]> {
    return this.database.query<RulingQuestion>(
      `${select} WHERE ($1::text IS NULL OR q.policy = $1) AND ($2::text IS NULL OR q.rule = $2)
         AND (NOT $3 OR r.id IS NULL) ORDER BY q.id DESC LIMIT ${most}`,
      [policy, rule, open],
    )
  }

  /** By policy, newest first. */
  async ofPolicies(names: readonly string[]): Promise<ReadonlyMap<string, RulingQuestion[]>> {
    const rows = await this.database.query<RulingQuestion>(
      `SELECT o.* FROM unnest($1::text[]) AS p (name) CROSS JOIN LATERAL (
         ${select} WHERE q.policy = p.name ORDER BY q.id DESC LIMIT ${most}) o ORDER BY o.id DESC`,
      [names],
    )
    return grouped(names, rows, ({ policy }) => policy)
  }

  /** By case, newest first. */
  async ofCases(ids: readonly string[]): Promise<ReadonlyMap<string, RulingQuestion[]>> {
    const rows = await this.database.query<RulingQuestion>(
      `${select} WHERE q.case_id = ANY($1::uuid[]) ORDER BY q.id DESC`,
      [ids],
    )
    return grouped(ids, rows, ({ caseId }) => caseId ?? '')
  }

  /** Null for a case there is not. */
  itemOf(caseId: string): Promise<string | null> {
    return isUuid(caseId) ? this.findItem(caseId) : Promise.resolve(null)
  }

  /** Throws `RULE_UNKNOWN`, `CASE_UNKNOWN`, `MESSAGE_REFUSED`, and as `PolicyService.inForce`. */
  async ask({ policy, rule, question, caseId, by }: AskRuling): Promise<RulingQuestion> {
    const { manifest, commit } = await this.policies.at(policy, 'in-force')
    if (!manifest.rules.some(({ code }) => code === rule)) throw ruleUnknown(policy, rule)
    const contentItemId = caseId === null ? null : await this.itemOf(caseId)
    if (caseId !== null && contentItemId === null) throw caseUnknown()
    const asked = { policy, rule, question, by, commit, caseId, contentItemId }
    const id = await this.database.transaction((tx) => this.record(tx, asked))
    return this.get(id)
  }

  /** Within what decides the case: question and decision are on the record together. Throws `MESSAGE_REFUSED`. */
  askWithin(tx: Sql, asked: AskOfCase): Promise<string> {
    return this.record(tx, asked)
  }

  private async record(
    tx: Sql,
    asked: Asked & Pick<RulingQuestion, 'commit' | 'caseId' | 'contentItemId'>,
  ): Promise<string> {
    const { policy, rule, commit, caseId, contentItemId, by } = asked
    const words = { question: requireWords(asked.question, 'question') }
    const [id, salt] = [this.ids.next(), this.randomness.bytes(32)]
    await insertRows(tx, 'record_ruling_question', [
      {
        ...{ id, policy, rule, commit, case_id: caseId, content_item_id: contentItemId },
        ...{ asked_by: by, commitment: commitTo(salt, canonicalJson(words)) },
        recorded_at: this.clock.now(),
      },
    ])
    await insertRows(tx, 'payload_ruling_question', [{ question_id: id, salt, ...words }])
    const payload = { questionId: id, policy, rule }
    await this.outbox.append(tx, [{ type: 'policy.ruling-asked', subject: policy, payload }])
    return id
  }

  /** A later ruling stands in place of an earlier one. Throws `RULING_UNKNOWN`, `MESSAGE_REFUSED`. */
  async rule(
    questionId: string,
    said: { readonly answer: string; readonly outcome: Outcome | null; readonly by: string },
  ): Promise<RulingQuestion> {
    const { policy } = await this.get(questionId)
    const words = { answer: requireWords(said.answer, 'ruling') }
    const [id, salt] = [this.ids.next(), this.randomness.bytes(32)]
    await this.database.transaction(async (tx) => {
      await insertRows(tx, 'record_ruling', [
        {
          ...{ id, question_id: questionId, outcome: said.outcome, ruled_by: said.by },
          commitment: commitTo(salt, canonicalJson(words)),
          recorded_at: this.clock.now(),
        },
      ])
      await insertRows(tx, 'payload_ruling', [{ ruling_id: id, salt, ...words }])
      const payload = { questionId, rulingId: id, policy }
      await this.outbox.append(tx, [{ type: 'policy.ruled', subject: policy, payload }])
    })
    return this.get(questionId)
  }

  /** Throws `RULING_UNKNOWN`. */
  async get(id: string): Promise<RulingQuestion> {
    const [found] = isUuid(id)
      ? await this.database.query<RulingQuestion>(`${select} WHERE q.id = $1`, [id])
      : []
    if (found) return found
    throw new PolicyError('RULING_UNKNOWN', 'expected a question on a rule, saw no such id')
  }
}

export const caseUnknown = () =>
  new PolicyError('CASE_UNKNOWN', 'expected a case of yours, saw no such id')

const ruleUnknown = (policy: string, rule: string) =>
  new PolicyError('RULE_UNKNOWN', 'expected a rule of the version in force', {
    ...{ policy, rule: rule.slice(0, 100) },
  })

function grouped<T>(
  keys: readonly string[],
  rows: readonly T[],
  keyOf: (row: T) => string,
): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>(keys.map((key) => [key, []]))
  for (const row of rows) groups.get(keyOf(row))?.push(row)
  return groups
}
